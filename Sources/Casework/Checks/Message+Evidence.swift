/// A stable form for programs and for what is recorded with a decision.
extension Message {
  /// The message's name, in snake case.
  public var code: String { parts.code }

  /// The evidence by name, as text.
  public var evidence: [(name: String, value: String)] { parts.evidence }

  private var parts: (code: String, evidence: [(name: String, value: String)]) {
    switch self {
    case .missing: ("missing", [])
    case .placeholder(let text): ("placeholder", [("text", text)])
    case .invisibleCharacters(let codes): ("invisible_characters", [("characters", codes.joined(separator: " "))])
    case .mixedScripts(let scripts): ("mixed_scripts", [("scripts", scripts.map(\.rawValue).joined(separator: " "))])
    case .foreignScript(let script): ("foreign_script", [("script", script.rawValue)])
    case .unexpectedCharacters(let text): ("unexpected_characters", [("characters", text)])
    case .namesSwapped: ("names_swapped", [])
    case .firstNameInLastName(let name): ("first_name_in_last_name", [("name", name)])
    case .usageNameSameAsLastName: ("usage_name_same_as_last_name", [])
    case .usageNameInLastName(let name): ("usage_name_in_last_name", [("name", name)])
    case .usageNameMarker(let marker): ("usage_name_marker", [("marker", marker)])
    case .notADate(let text): ("not_a_date", [("text", text)])
    case .dateNotISO(let day): ("date_not_iso", [("date", "\(day)")])
    case .dateInFuture(let day): ("date_in_future", [("date", "\(day)")])
    case .implausibleAge(let years): ("implausible_age", [("years", "\(years)")])
    case .licenceBeforeAge(let years): ("licence_before_age", [("years", "\(years)")])
    case .datePartial(let date): ("date_partial", [("date", "\(date)")])
    case .nephBeforeAge(let neph, let birth): ("neph_before_age", [("neph_year", "\(neph)"), ("birth_year", "\(birth)")])
    case .nephAfterIssue(let year, let month, let issued):
      ("neph_after_issue", [("neph_year", "\(year)"), ("neph_month", "\(month)"), ("issued", "\(issued)")])
    case .nephMonth(let month): ("neph_month", [("month", padded(month, to: 2))])
    case .titleNumber(let number): ("title_number", [("number", number)])
    case .nephLength(let digits): ("neph_length", [("digits", "\(digits)")])
    case .licenceNumberForm: ("licence_number_form", [])
    case .foreignLicence(let country): ("foreign_licence", [("country", country)])
    case .emailSyntax: ("email_syntax", [])
    case .emailInternational(let domain): ("email_international", [("domain", domain)])
    case .emailDomainTypo(let typed, let known): ("email_domain_typo", [("typed", typed), ("known", known)])
    case .emailBounced: ("email_bounced", [])
    case .phoneForm: ("phone_form", [])
    case .phonePlaceholder: ("phone_placeholder", [])
    case .phoneForeign: ("phone_foreign", [])
    case .landlineForSMS: ("landline_for_sms", [])
    case .address(let problem): (problem.code, problem.evidence)
    case .consentMissing(let kind): ("consent_missing", [("kind", kind)])
    case .sameLicence(let driver, let state): ("same_licence", [("driver", "\(driver)"), ("account_state", state)])
    case .earlierForgery(let driver, let number, let matches):
      ("earlier_forgery", [("driver", "\(driver)"), ("case", "\(number)"), ("matches", matches.map(\.rawValue).joined(separator: " "))])
    case .sameIdentity(let driver, let state): ("same_identity", [("driver", "\(driver)"), ("account_state", state)])
    case .documentMissing(let side): ("document_missing", side.map { [("side", $0.rawValue)] } ?? [])
    case .sideMissing(let side): ("side_missing", [("side", side.rawValue)])
    case .emptyFile: ("empty_file", [])
    case .fileTooLarge(let bytes, let limit): ("file_too_large", [("bytes", "\(bytes)"), ("limit", "\(limit)")])
    case .fileTooSmall(let bytes): ("file_too_small", [("bytes", "\(bytes)")])
    case .typeMismatch(let declared, let actual):
      ("type_mismatch", [("declared", declared), ("actual", actual?.rawValue ?? "unknown")])
    case .typeNotAccepted(let type): ("type_not_accepted", [("type", type)])
    case .pictureNeeded: ("picture_needed", [])
    case .pictureTooSmall(let width, let height): ("picture_too_small", [("width", "\(width)"), ("height", "\(height)")])
    case .photoRatio(let width, let height): ("photo_ratio", [("width", "\(width)"), ("height", "\(height)")])
    case .emptySignature(let bytes): ("empty_signature", [("bytes", "\(bytes)")])
    case .sameFileTwice(let item, let side):
      ("same_file_twice", [("item", item.rawValue)] + (side.map { [("side", $0.rawValue)] } ?? []))
    case .sameFileEarlier(let application, let at):
      ("same_file_earlier", (application.map { [("application", "\($0)")] } ?? []) + (at.map { [("at", "\($0)")] } ?? []))
    case .sameFileOtherDriver(let driver): ("same_file_other_driver", [("driver", "\(driver)")])
    case .unchanged(let reason): ("unchanged", [("reason", reason.rawValue)])
    case .notRead(let reported): ("not_read", reported.map { [("reported", $0)] } ?? [])
    case .printedOtherwise(let printed, let ordered): ("printed_otherwise", [("printed", printed), ("ordered", ordered)])
    case .orderedOtherwise(let printed, let source): ("ordered_otherwise", [("printed", printed), ("source", source)])
    case .reportedOtherwise(let printed, let reported): ("reported_otherwise", [("printed", printed), ("reported", reported)])
    case .notComparable(let printed, let expected): ("not_comparable", [("printed", printed), ("expected", expected)])
    case .recordCorrected(let printed, let record): ("record_corrected", [("printed", printed), ("record", record)])
    case .earlyTraining(let end, let expected): ("early_training", [("former_end", "\(end)"), ("expected", "\(expected)")])
    case .sourceAgrees(let source, let printed, let claimed):
      ("agrees_with_\(source.rawValue)", [("printed", printed), ("claimed", claimed)])
    case .entryNotCompared(let document, let claimed):
      ("entry_not_compared", [("document", document.rawValue), ("claimed", claimed)])
    case .printedAsClaimed(let text): ("printed_as_claimed", [("printed", text)])
    case .accentsDiffer(let printed, let expected): ("accents_differ", [("printed", printed), ("expected", expected)])
    case .sourceUnknown(let printed, let claimed): ("source_unknown", [("printed", printed), ("claimed", claimed)])
    case .onlyEyes: ("only_eyes", [])
    case .approvedPictureNotLookedAt: ("approved_picture_not_looked_at", [])
    case .printedAsApproved: ("printed_as_approved", [])
    case .approvedPictureSound: ("approved_picture_sound", [])
    case .approvedPictureFaulty(let codes): ("approved_picture_faulty", [("faults", codes.joined(separator: " "))])
    case .approvedPictureMissing: ("approved_picture_missing", [])
    case .anothersCard(let serial): ("anothers_card", [("serial", serial)])
    case .entryChanged(let before, let after): ("entry_changed", [("before", before), ("after", after)])
    case .cardExpired(let day): ("card_expired", [("since", "\(day)")])
    case .earlierClaims(let count): ("earlier_claims", [("count", "\(count)")])
    case .notAnswered: ("not_answered", [])
    case .feeUnpaid(let state): ("fee_unpaid", [("state", state)])
    case .sameAddress(let times, let reason): ("same_address", [("times", "\(times)"), ("postal_reason", reason.rawValue)])
    case .misprintedAddress: ("misprinted_address", [])
    case .cardNotToShip(let state): ("card_not_to_ship", [("state", state)])
    case .returnedBefore(let times, let reason): ("returned_before", [("times", "\(times)"), ("postal_reason", reason.rawValue)])
    }
  }
}
