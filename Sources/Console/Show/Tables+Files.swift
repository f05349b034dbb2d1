import Casework
import Desk
import Formats
import Terminal

extension Tables {
  /// A case as one row.
  static func file(_ file: CaseFile, findings: [Finding], language: Language, now: Int64) -> Table {
    let names = [
      "case", "queue", "state", "round", "version", "due_at", "holder", "driver", "last_name", "first_names", "birth_date",
      "licence_number",
      "application", "flags", "warnings", "clean", "waits_for", "coupon", "claim_state", "card_serial", "elements", "findings",
      "suggested_outcome", "barcode", "postal_reason", "return_state", "printed_address", "address", "fee_cents", "fee_state",
      "earlier_returns",
    ]
    let claim = file.claim
    let returned = file.returned
    let suggested = claim == nil ? nil : AttributionSuggestion(in: file).outcome?.rawValue
    return Table(
      columns: names.map { Column($0, "\($0)") },
      rows: [
        [
          .number(file.case.number.id), .text(file.case.queue.rawValue), .text(file.case.state.rawValue), .number(file.case.round),
          .number(file.case.version), moment(file.case.dueAt?.epoch, now: now, language: language), .text(file.case.holder),
          .number(file.driver.id), .text(file.account.lastName), .text(file.account.firstNames), .text(file.account.birthDate),
          .text(file.account.licenceNumber), .number(file.application?.id), .number(file.flags.count),
          .number(findings.count { $0.severity == .warning }), .boolean(findings.isClean),
          .text(file.case.waitsFor?.rawValue), .text(claim?.coupon), .text(claim?.state), .text(claim?.cardSerial ?? returned?.cardSerial),
          .text(claim.map { $0.elements.filter(\.isDeclared).map(\.element.rawValue).joined(separator: " ") }),
          .text(claim.map { $0.findings.map { "\($0.element.rawValue):\($0.cause.rawValue)" }.joined(separator: " ") }),
          .text(suggested), .text(returned?.barcode), .text(returned?.postalReason.rawValue), .text(returned?.state),
          .text(returned?.printedAddress), .text(returned?.address), .number(returned?.feeCents), .text(returned?.feeState),
          .number(returned.map(\.earlier.count)),
        ]
      ])
  }

  /// A document, without its picture.
  static func document(_ document: DocumentFile) -> Table {
    let names = ["document", "driver", "last_name", "first_names", "type", "side", "file_name", "media_type", "bytes"]
    return Table(
      columns: names.map { Column($0, "\($0)") },
      rows: [
        [
          .number(document.id), .number(document.driver), .text(document.lastName), .text(document.firstNames), .text(document.type),
          .text(document.side), .text(document.fileName), .text(document.mediaType), .number(document.bytes.count),
        ]
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
        .text(finding.check),
      ])
    }
    return table
  }

  /// Why a case is where it is, as one row.
  static func standing(_ standing: CaseStanding) -> Table {
    func at(_ moment: Moment?) -> Cell { .timestamp(moment.map { CivilTime(epoch: $0.epoch).iso }) }
    let names = [
      "case", "queue", "state", "lane", "round", "urgent", "started_at", "due_at", "before", "holder", "holder_until", "reserved_for",
      "reserved_until", "escalated_by", "escalation_reason", "waits_for",
    ]
    return Table(
      columns: names.map { Column($0, "\($0)") },
      rows: [
        [
          .number(standing.id), .text(standing.queue), .text(standing.state.rawValue), .text(standing.lane), .number(standing.round),
          .boolean(standing.isUrgent), at(standing.startedAt), at(standing.dueAt), .number(standing.before), .text(standing.holder),
          at(standing.holderUntil), .text(standing.reservedFor), at(standing.reservedUntil), .text(standing.escalatedBy),
          .text(standing.escalationReason), .text(standing.waitsFor?.rawValue),
        ]
      ])
  }

  /// A driver as one row.
  static func driver(_ file: DriverFile) -> Table {
    let fields = AccountField.allCases
    let names =
      ["driver", "account_state", "round", "channel", "language"] + fields.map(\.rawValue) + [
        "cases", "cards", "claims", "returned_dispatches", "unattached_trainings",
      ]
    return Table(
      columns: names.map { Column($0, "\($0)") },
      rows: [
        [
          .number(file.driver.id), .text(file.driver.accountState), .number(file.driver.round), .text(file.driver.channel),
          .text(file.driver.language),
        ] + fields.map { .text(file.account[$0]) } + [
          .text(file.cases.map { String($0.id) }.joined(separator: " ")),
          .text(file.cards.compactMap(\.serial).joined(separator: " ")), .text(file.claims.map(\.coupon).joined(separator: " ")),
          .text(file.returnedDispatches.map(\.barcode).joined(separator: " ")),
          .text(file.unattachedTrainings.map { String($0.id) }.joined(separator: " ")),
        ]
      ])
  }
}
