import Casework
import Formats
import Terminal

// A card that the post brought back: from where, what the driver answers, what it costs, what to do.
extension CaseSheet {
  var returned: Sheet.Section? {
    guard let returned = file.returned else { return nil }
    var fields: [Sheet.Field] = []
    func add(_ label: Text, _ value: SafeText) { fields.append(Sheet.Field(say(label), value)) }
    func at(_ moment: Moment?) -> Text { moment.map { TimeText.dateAndTime($0, now: now) } ?? Text(same: "—") }
    let code = vocabulary.postalCode(of: returned.postalReason.rawValue)
    let (sent, back) = (at(returned.dispatchedAt), at(returned.registeredAt))
    add(
      Text(fr: "Carte", en: "Card"),
      "\(returned.cardSerial ?? "—", .cyan) · "
        + say(Labels.state(returned.cardState, of: .card)).styled(["void", "destroyed"].contains(returned.cardState) ? .red : .plain)
        + say(Text(fr: " · partie \(sent.fr) · revenue \(back.fr)", en: " · sent \(sent.en) · back \(back.en)")))
    add(
      Text(fr: "La poste", en: "The post"),
      (code.isEmpty ? "" : "\(code) · ") + say(vocabulary.label(postalReason: returned.postalReason.rawValue)).styled(.bold))
    add(Text(fr: "Imprimée", en: "Printed"), address(returned.printedAddress))
    if returned.isMisprinted {
      add(
        Text(fr: "Donnée", en: "Given"),
        address(returned.givenAddress) + say(Text(fr: " (mal imprimée : sans frais)", en: " (misprinted: no fee)")).styled(.yellow))
    }
    add(Text(fr: "Il répond", en: "He answers"), answer(returned) + fee(returned))
    for earlier in returned.earlier.suffix(3) {
      add(
        Text(fr: "Avant", en: "Before"),
        "\(earlier.barcode) · " + say(at(earlier.registeredAt)) + " · "
          + say(vocabulary.label(postalReason: earlier.postalReason.rawValue)) + " · "
          + (earlier.isSameAsPrinted ? say(Text(fr: "même adresse", en: "same address")) : address(earlier.printedAddress)))
    }
    return Sheet.Section(say(Text(fr: "Pli \(returned.barcode)", en: "Dispatch \(returned.barcode)")), [.fields(fields)], isWide: true)
  }

  private func address(_ text: String) -> SafeText {
    text.isEmpty ? "—" : PostalAddress(typed: text).lines.map { "\($0)" }.joined(separator: SafeText(" / ", style: .dim))
  }

  private func answer(_ returned: CaseFile.ReturnedDispatch) -> SafeText {
    guard let at = returned.answeredAt else { return say(Text(fr: "pas encore", en: "not yet")).styled(.yellow) }
    let when = say(TimeText.relative(at, now: now))
    let same = returned.isConfirmed ? say(Text(fr: " (confirmée)", en: " (confirmed)")) : ""
    return address(returned.address ?? "").styled(.bold) + same + " · " + when
  }

  /// What it costs him, and whether he has paid.
  private func fee(_ returned: CaseFile.ReturnedDispatch) -> SafeText {
    guard let cents = returned.feeCents else {
      return returned.answeredAt == nil ? SafeText() : say(Text(fr: " · sans frais", en: " · no fee"))
    }
    return " · " + Amount.shown(cents, language) + " "
      + say(Labels.state(returned.feeState ?? "")).styled(returned.feeState == "paid" ? .green : .yellow)
  }

  /// What to type next.
  var nextOnReturn: Sheet.Section? {
    guard let returned = file.returned else { return nil }
    guard file.case.state == .open else { return nil }
    let isVoid = ["void", "destroyed"].contains(returned.cardState)
    let text: Text = isVoid ? .voidIsNotSentAgain : file.flags.isEmpty ? .reshipOrReturn : .returnFlagged
    return Sheet.Section(nil, [.text(say(text))], isWide: true)
  }
}
