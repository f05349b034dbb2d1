import Foundation
import Testing

@testable import Casework

@Suite struct CaseFileTests {
  /// An object with every key, as the database writes it.
  static let whole = """
    {"case": {"id": 10019, "queue": "documents", "subject": "application", "state": "open", "round": 2, "version": 7, "urgent": true, "escalated": true, "escalated_by": "paul",
       "escalation_reason": "doute", "due_at": 1795489752, "started_at": "2026-11-20T03:09:12.5+00:00", "opened_at": 1795000000, "decided_at": null,
       "unreachable": false, "holder": "anne", "holder_until": 1795489900, "held_by_me": true, "reserved_for": null, "reserved_until": null,
       "reachable_by": "sms", "now": 1795489000, "lane": "common", "waits_for": "answer"},
     "driver": {"id": 1001, "account_state": "active", "email_bounced": true, "language": "en", "channel": "sms"},
     "account": {"last_name": "O'Brien \\u202e", "first_names": "Seán", "email": null, "unknown": [1]},
     "previous_account": {"last_name": "OBRIEN"},
     "consents": [{"kind": "privacy_policy", "version": "3", "accepted_at": 1795000000}],
     "application": {"id": 501, "kind": "replacement_theft", "state": "submitted", "round": 2, "submitted_at": 1795000000, "delivery_address": "a\\nb",
       "invoice_address": "c", "invoice_addressee": "d", "promise": true, "card_id": 77, "card_serial": "S1",
       "training": {"id": 5, "kind": "continuing", "qualification": "goods", "issued_on": "2026-01-02", "centre": "AFT"}},
     "previous_application": {"delivery_address": "z"},
     "documents": [{"id": 9, "type": "driving_licence", "side": "verso", "media_type": "image/png", "file_name": "x.png", "size": 12, "sha256": "ab", "magic": "89",
       "width": null, "height": 3, "round": 2, "given_at": 1795000000, "replaced": false,
       "same_file_elsewhere": [{"driver_id": 4, "own": false, "application_id": 6, "round": 1, "at": 1795000000}]}],
     "expected_documents": [{"type": "theft_declaration", "side": null, "required": true}],
     "duplicates": [{"driver_id": 2, "account_state": "active", "match": "identity", "last_name": "a", "first_names": "b", "birth_date": "c", "licence_number": "d"}],
     "flags": [{"item": "photo", "reason": "blurred", "comment": "", "by": "anne", "at": 1795000000}],
     "previous_requests": [{"round": 1, "at": 1795000000, "by": "anne", "answered_at": 1795000001, "withdrawn": true, "items": [{"item": "photo", "reason": "blurred",
       "label_fr": "Photo", "label_en": "Photo", "wording_fr": "f", "wording_en": "e", "comment": "c"}]}],
     "history": [{"at": 1795000000, "kind": "decision", "by": "anne", "action": "return", "case": 10019, "round": 1, "effective_at": 1795000120, "undone": true}],
     "notes": [{"at": 1795000000, "by": "anne", "text": "t"}],
     "payments": [{"id": 1, "amount_cents": 3500, "state": "paid", "at": 1795000000}],
     "cards": [{"id": 77, "serial": null, "state": "active", "expires_on": "2031-01-01", "void_reason": null}],
     "trainings": [{"id": 5, "kind": "continuing", "qualification": "goods", "issued_on": "2026-01-02", "centre": "AFT", "state": "recorded"}],
     "claim": {"id": 8, "coupon": "Q8", "state": "under_analysis", "statement": "mal imprimé", "declared_at": 1795000000, "received_at": 1795000001, "received_by": "scan",
       "received_serial": "C9", "card_id": 77, "card_serial": "C7", "card_expires_on": "2031-01-01", "outcome": null, "training_id": 5, "training_corrected_at": 1795000002,
       "earlier_claims": 1, "imputation": {"training_centre_error": "driver", "no_defect_found": "none"}, "faults": {"in_groupe": "in_groupe", "driver": "driver", "both": "driver"},
       "fault": "driver", "to_find": ["last_name"], "looked_at": [3, 4], "readings": [{"element": "last_name", "value": "DUPOND", "by": "anne", "at": 1795000003}, {"element": "birth_place", "value": null, "by": "anne", "at": 1795000003}],
       "elements": [{"element": "last_name", "declared": false, "claimed": "", "shows": "text", "ordered": "DUPONT", "reported": "DUPOND", "source": "entry", "source_value": "DUPONT", "entry_today": "DURAND"},
         {"element": "hologram_of_tomorrow", "declared": true, "claimed": "x", "ordered": null, "source": "factory", "source_value": null}],
       "findings": [{"element": "last_name", "cause": "personalisation_error", "imputed_to": "in_groupe", "value": "DUPONT", "comment": "c", "by": "anne", "at": 1795000000}]},
     "correction": {"coupon": "Q10407", "case_id": 23318, "findings": [
       {"element": "birth_place", "shows": "text", "cause": "data_entry_error", "imputed_to": "driver", "to_correct": true, "ordered": "Dijon (21)",
         "to_print": "Divjon (21)", "document": null},
       {"element": "photo", "shows": "picture", "cause": "unsuitable_image_supplied", "imputed_to": "driver", "to_correct": true, "ordered": null, "to_print": null,
         "document": 9}]},
     "returned": {"id": 4, "barcode": "8L1", "printed_address": "a", "dispatched_at": 1795000000, "registered_at": 1795000001, "registered_by": "scan",
       "postal_reason": "unclaimed", "state": "awaiting_payment", "given_address": "b", "address": "c", "confirmed": true, "misprinted": true, "answered_at": 1795000002,
       "fee_cents": 1200, "fee_state": "pending", "card_id": 77, "card_serial": "C7", "card_state": "returned",
       "earlier": [{"barcode": "8L0", "printed_address": "z", "dispatched_at": 1794000000, "registered_at": 1794000001, "postal_reason": "refused", "address": null}]},
     "and": {"something": "new"}}
    """

  @Test func everyKeyArrives() throws {
    let file = try CaseFile.decode(Self.whole)
    #expect(file.case.number.description == "1001-9")
    #expect((file.case.queue, file.case.state, file.case.round, file.case.version) == ("documents", .open, 2, 7))
    #expect(file.case.subject == .application)
    #expect(file.case.isUrgent && file.case.isEscalated && file.case.isHeldByMe && !file.case.isUnreachable)
    #expect((file.case.escalatedBy, file.case.escalationReason, file.case.holder, file.case.reservedFor) == ("paul", "doute", "anne", nil))
    #expect(
      file.case.dueAt == Moment(seconds: 1_795_489_752) && file.case.decidedAt == nil && file.case.now == Moment(seconds: 1_795_489_000))
    #expect(file.submittedOn?.description == "2026-11-20")
    #expect(file.case.reachableBy == .sms)
    #expect(
      file.driver.hasBouncedEmail && file.driver.language == "en" && file.driver.channel == "sms" && file.driver.accountState == "active")
    #expect(file.account.lastName == "O'Brien \u{202E}" && file.account.firstNames == "Seán" && file.account.email == "")
    #expect(file.previousAccount?.lastName == "OBRIEN")
    #expect(file.consents.map(\.version) == ["3"])
    #expect(file.application?.kind == .replacementTheft && file.application?.training?.centre == "AFT" && file.application?.cardID == 77)
    #expect(
      file.application?.deliveryAddress == "a\nb" && file.application?.hasPromised == true
        && file.previousApplication?.deliveryAddress == "z")
    let document = try #require(file.documents.first)
    #expect(document.documentType == .drivingLicence && document.side == .verso && document.width == nil && document.height == 3)
    #expect(document.sameFileElsewhere.map(\.driverID) == [4] && file.currentDocuments == [document])
    #expect(file.expectedDocuments.map(\.isRequired) == [true] && file.duplicates.map(\.match) == [.identity])
    #expect(file.flags.map(\.reason.rawValue) == ["blurred"])
    #expect(file.previousRequests.map(\.isWithdrawn) == [true] && file.previousRequests[0].items[0].wordingEn == "e")
    #expect(file.history.map(\.isUndone) == [true] && file.history[0].action == "return" && file.history[0].case == file.case.number)
    #expect(file.notes.map(\.text) == ["t"] && file.payments.map(\.amountCents) == [3500])
    #expect(file.cards.map(\.expiresOn) == ["2031-01-01"] && file.trainings.map(\.state) == ["recorded"])
  }

  @Test func whatIsDeclaredDefective() throws {
    let file = try CaseFile.decode(Self.whole)
    let claim = try #require(file.claim)
    #expect((claim.id, claim.coupon, claim.state, claim.statement, claim.receivedBy) == (8, "Q8", "under_analysis", "mal imprimé", "scan"))
    #expect((claim.cardID, claim.cardSerial, claim.cardExpiresOn, claim.receivedSerial) == (77, "C7", "2031-01-01", "C9"))
    #expect(claim.declaredAt == Moment(seconds: 1_795_000_000) && claim.receivedAt == Moment(seconds: 1_795_000_001))
    #expect(claim.outcome == nil && claim.trainingID == 5 && claim.trainingCorrectedAt == Moment(seconds: 1_795_000_002))
    #expect(claim.earlierClaims == 1 && claim.imputation == ["training_centre_error": .driver, "no_defect_found": .none])
    #expect(claim.fault == .driver && claim.toFind == [.lastName] && claim.lookedAt == [3, 4])
    #expect(
      claim.faults.amount([.inGroupe]) == .inGroupe && claim.faults.amount([.inGroupe, .driver]) == .driver
        && claim.faults.amount([]) == nil)
    #expect(claim.readings.map(\.element) == [.lastName, .birthPlace] && claim.readings.map(\.value) == ["DUPOND", nil])
    #expect(claim.readings[0].by == "anne" && claim.readings[0].at == Moment(seconds: 1_795_000_003))
    #expect(claim.elements.map(\.element.rawValue) == ["last_name", "hologram_of_tomorrow"])
    #expect(claim.elements.map(\.isDeclared) == [false, true] && claim.elements.map(\.source) == [.entry, .factory])
    #expect(
      claim.elements.map(\.ordered) == ["DUPONT", nil] && claim.elements.map(\.reported) == ["DUPOND", nil]
        && claim.elements.map(\.sourceValue) == ["DUPONT", nil])
    #expect(claim.elements.map(\.entryToday) == ["DURAND", nil])
    let finding = try #require(claim.findings.first)
    #expect((finding.cause, finding.imputedTo, finding.value, finding.by) == (.personalisationError, .inGroupe, "DUPONT", "anne"))
  }

  @Test func whatIsCorrectedAfterAClaim() throws {
    let correction = try #require(try CaseFile.decode(Self.whole).correction)
    #expect((correction.coupon, correction.caseNumber.description) == ("Q10407", "2331-8"))
    let (place, photo) = (correction.findings[0], correction.findings[1])
    #expect((place.element, place.shows, place.cause, place.imputedTo) == (.birthPlace, .text, .dataEntryError, .driver))
    #expect(place.isToCorrect && place.documentID == nil && place.ordered == "Dijon (21)" && place.toPrint == "Divjon (21)")
    #expect((photo.shows, photo.ordered, photo.toPrint, photo.documentID) == (.picture, nil, nil, 9))
  }

  @Test func whatThePostBroughtBack() throws {
    let file = try CaseFile.decode(Self.whole)
    #expect(file.case.waitsFor == .answer)
    let returned = try #require(file.returned)
    #expect((returned.id, returned.barcode, returned.postalReason, returned.state) == (4, "8L1", .unclaimed, "awaiting_payment"))
    #expect((returned.printedAddress, returned.givenAddress, returned.address) == ("a", "b", "c"))
    #expect(returned.isConfirmed && returned.isMisprinted && returned.answeredAt == Moment(seconds: 1_795_000_002))
    #expect((returned.feeCents, returned.feeState, returned.cardID, returned.cardState) == (1200, "pending", 77, "returned"))
    #expect(
      returned.earlier.map(\.printedAddress) == ["z"] && returned.earlier[0].postalReason == .refused && returned.earlier[0].address == nil)
  }

  @Test func whatIsWrittenIsReadBack() throws {
    let file = try CaseFile.decode(Self.whole)
    #expect(try CaseFile.decode(Array(JSONEncoder().encode(file))) == file)
  }

  @Test func littleIsNeeded() throws {
    let file = try CaseFile.decode(#"{"case": {"id": 10019, "queue": "accounts", "subject": "account"}, "driver": {"id": 1}}"#)
    #expect(
      file.case.round == 1 && file.case.state == .open && file.documents.isEmpty && file.account == CaseFile.Account()
        && file.submittedOn == nil)
    // An empty account is not clean by accident.
    #expect(!Checks.isClean(file))
  }

  @Test(
    "A file that cannot be read says where, and nothing of its content",
    arguments: [
      ("", "", CaseFileError.Problem.notJSON), ("[1", "", .notJSON), (#"{"driver": {"id": 1}}"#, "case", .missing),
      (#"{"case": {"queue": "accounts", "subject": "account"}, "driver": {"id": 1}}"#, "case.id", .missing),
      (#"{"case": {"id": 10019, "queue": "accounts", "subject": "SECRET"}, "driver": {"id": 1}}"#, "case.subject", .unexpectedValue),
      (
        #"{"case": {"id": 10019, "queue": "accounts", "subject": "account", "due_at": "SECRET"}, "driver": {"id": 1}}"#, "case.due_at",
        .unexpectedValue
      ),
      (
        #"{"case": {"id": 10019, "queue": "accounts", "subject": "account"}, "driver": {"id": 1}, "account": {"email": {"SECRET": 1}}}"#,
        "account.email",
        .unexpectedValue
      ),
      (#"{"case": {"id": null, "queue": "accounts", "subject": "account"}, "driver": {"id": 1}}"#, "case.id", .missing),
    ])
  func unreadable(json: String, path: String, problem: CaseFileError.Problem) {
    let error = #expect(throws: CaseFileError.self) { try CaseFile.decode(json) }
    #expect(error?.path == path)
    #expect(error?.problem == problem)
    #expect(error.map { !"\($0)".contains("SECRET") } ?? false)
  }

  @Test func brokenUTF8IsRefused() {
    #expect(throws: CaseFileError.self) {
      try CaseFile.decode(Array(#"{"case": {"id": 10019, "queue": ""#.utf8) + [0xFF, 0xFE] + Array(#""}}"#.utf8))
    }
  }
}
