import Casework
import Desk
import Formats
import Terminal

extension Tables {
  /// A case as one row.
  static func file(_ file: CaseFile, findings: [Finding], language: Language, now: Moment) -> Table {
    let claim = file.claim
    let returned = file.returned
    let suggested = claim == nil ? nil : AttributionSuggestion(in: file).outcome?.rawValue
    return row([
      "case": .number(file.case.number.id), "queue": .text(file.case.queue), "state": .text(file.case.state.rawValue),
      "round": .number(file.case.round), "version": .number(file.case.version),
      "due_at": moment(file.case.dueAt, now: now, language: language), "holder": .text(file.case.holder),
      "driver": .number(file.driver.id), "last_name": .text(file.account.lastName), "first_names": .text(file.account.firstNames),
      "birth_date": .text(file.account.birthDate), "licence_number": .text(file.account.licenceNumber),
      "application": .number(file.application?.id), "flags": .number(file.flags.count),
      "warnings": .number(findings.count { $0.severity == .warning }), "clean": .boolean(findings.isClean),
      "waits_for": .text(file.case.waitsFor?.rawValue), "coupon": .text(claim?.coupon), "claim_state": .text(claim?.state),
      "card_serial": .text(claim?.cardSerial ?? returned?.cardSerial),
      "elements": .text(claim.map { $0.elements.filter(\.isDeclared).map(\.element.rawValue).joined(separator: " ") }),
      "findings": .text(claim.map { $0.findings.map { "\($0.element.rawValue):\($0.cause.rawValue)" }.joined(separator: " ") }),
      "suggested_outcome": .text(suggested), "barcode": .text(returned?.barcode), "postal_reason": .text(returned?.postalReason.rawValue),
      "return_state": .text(returned?.state), "printed_address": .text(returned?.printedAddress), "address": .text(returned?.address),
      "fee_cents": .number(returned?.feeCents), "fee_state": .text(returned?.feeState),
      "earlier_returns": .number(returned.map(\.earlier.count)),
    ])
  }

  /// A document, without its picture.
  static func document(_ document: DocumentFile) -> Table {
    row([
      "document": .number(document.id), "driver": .number(document.driver), "last_name": .text(document.lastName),
      "first_names": .text(document.firstNames), "type": .text(document.type), "side": .text(document.side),
      "file_name": .text(document.fileName), "media_type": .text(document.mediaType), "bytes": .number(document.bytes.count),
    ])
  }

  /// What the checks say, a row each.
  static func findings(_ sheet: CaseSheet) -> Table {
    let language = sheet.language
    var table = Table(columns: [
      Column("severity", Text(fr: "Gravité", en: "Severity")[language], priority: 0),
      Column("item", Text(fr: "Élément", en: "Item")[language], priority: 0),
      Column("document", Text(fr: "Pièce", en: "Document")[language], alignment: .right, priority: 3),
      Column("message", Text(fr: "Constat", en: "Finding")[language], priority: 0, overflow: .wrap),
      Column("reason", Text(fr: "Motif proposé", en: "Suggested reason")[language], priority: 1),
      Column("check", Text(fr: "Contrôle", en: "Check")[language], priority: 4),
    ])
    for finding in sheet.findings {
      let warns = finding.severity == .warning
      table.append([
        .text(
          finding.severity.rawValue, shown: (warns ? Text(fr: "à voir", en: "look") : Text(fr: "note", en: "note"))[language],
          style: warns ? .yellow : .plain),
        .text(
          finding.item?.rawValue ?? finding.element?.rawValue,
          shown: finding.item.map { sheet.vocabulary.label(item: $0.rawValue)[language] }
            ?? finding.element.map { sheet.vocabulary.label(element: $0.rawValue)[language] }),
        .number(finding.documentID),
        .text(
          ([finding.message.code] + finding.message.evidence.map { "\($0.name)=\($0.value)" }).joined(separator: " "),
          shown: Text.finding(finding.message, vocabulary: sheet.vocabulary, now: sheet.now)[language]),
        .text(
          finding.suggestedReason?.rawValue ?? finding.suggestedCauses.first?.rawValue,
          shown: finding.suggestedReason.map { reason in
            SafeText(sheet.vocabulary.reasons.term(reason.rawValue)?.name(in: language) ?? reason.rawValue, style: .cyan)
          }
            ?? finding.suggestedCauses.first.map { cause in
              SafeText(sheet.vocabulary.causes.term(cause.rawValue)?.name(in: language) ?? cause.rawValue, style: .cyan)
            }),
        // For programs: people read what it says.
        .text(finding.check, shown: ""),
      ])
    }
    return table
  }

  /// Why a case is where it is, as one row.
  static func standing(_ standing: CaseStanding) -> Table {
    row([
      "case": .number(standing.number.id), "queue": .text(standing.queue), "state": .text(standing.state.rawValue),
      "lane": .text(standing.lane.rawValue),
      "round": .number(standing.round), "urgent": .boolean(standing.isUrgent), "started_at": at(standing.startedAt),
      "due_at": at(standing.dueAt), "before": .number(standing.before), "holder": .text(standing.holder),
      "holder_until": at(standing.holderUntil), "reserved_for": .text(standing.reservedFor),
      "reserved_until": at(standing.reservedUntil), "escalated_by": .text(standing.escalatedBy),
      "escalation_reason": .text(standing.escalationReason), "waits_for": .text(standing.waitsFor?.rawValue),
    ])
  }

  /// A driver as one row.
  static func driver(_ file: DriverFile) -> Table {
    let head: KeyValuePairs<String, Cell> = [
      "driver": .number(file.driver.id), "account_state": .text(file.driver.accountState), "round": .number(file.driver.round),
      "channel": .text(file.driver.channel), "language": .text(file.driver.language),
    ]
    let tail: KeyValuePairs<String, Cell> = [
      "cases": .text(file.cases.map { String($0.number.id) }.joined(separator: " ")),
      "cards": .text(file.cards.compactMap(\.serial).joined(separator: " ")),
      "claims": .text(file.claims.map(\.coupon).joined(separator: " ")),
      "returned_dispatches": .text(file.returnedDispatches.map(\.barcode).joined(separator: " ")),
      "unattached_trainings": .text(file.unattachedTrainings.map { String($0.id) }.joined(separator: " ")),
    ]
    return row(
      head.map { ($0.key, $0.value) } + AccountField.allCases.map { ($0.rawValue, .text(file.account[$0])) }
        + tail.map { ($0.key, $0.value) })
  }
}
