import Casework
import Formats
import Terminal

// A card that the post brought back: from where, what the driver answers, what it costs.
extension CaseSheet {
  /// The dispatch, with the letters marked in which the address he gives differs from the one on the envelope.
  var returned: ScreenPage.Part? {
    guard let returned = file.returned else { return nil }
    var rows: [SheetRow] = []
    func add(_ label: Text, _ value: SafeText) { rows.append(SheetRow(say(label), value)) }
    func at(_ moment: Moment?) -> Text { moment.map { TimeText.dateAndTime($0, now: now) } ?? Text(same: "—") }
    let code = vocabulary.postalCode(of: returned.postalReason.rawValue)
    let (sent, back) = (at(returned.dispatchedAt), at(returned.registeredAt))
    let isVoid = ["void", "destroyed"].contains(returned.cardState)
    add(
      Text(fr: "carte", en: "card"),
      "\(returned.cardSerial ?? "—", .cyan) · " + say(Labels.state(returned.cardState, of: .card)).styled(isVoid ? .red : .plain)
        + say(Text(fr: " · pli \(returned.barcode)", en: " · dispatch \(returned.barcode)")))
    add(Text(fr: "partie", en: "sent"), say(Text(fr: "\(sent.fr) · revenue \(back.fr)", en: "\(sent.en) · back \(back.en)")))
    add(
      Text(fr: "la poste", en: "the post"),
      (code.isEmpty ? "" : "\(code) · ") + say(vocabulary.label(postalReason: returned.postalReason.rawValue)).styled(.bold))
    let answer = returned.answeredAt == nil ? nil : returned.address
    // Of a misprinted envelope the fault is what counts: printed beside given.
    let compared = returned.isMisprinted ? returned.givenAddress : answer ?? returned.printedAddress
    let marked = (
      left: addresses(returned.printedAddress, compared).left,
      right: addresses(returned.isMisprinted ? returned.givenAddress : returned.printedAddress, answer ?? "").right
    )
    add(Text(fr: "imprimée", en: "printed"), returned.printedAddress.isEmpty ? "—" : marked.left)
    if returned.isMisprinted {
      add(
        Text(fr: "donnée", en: "given"),
        addresses(returned.printedAddress, returned.givenAddress).right
          + say(Text(fr: " (mal imprimée : sans frais)", en: " (misprinted: no fee)")).styled(.yellow))
    }
    if let at = returned.answeredAt {
      let when = say(TimeText.relative(at, now: now))
      if returned.isConfirmed {
        add(
          Text(fr: "il répond", en: "he answers"),
          say(Text(fr: "la même, confirmée", en: "the same, confirmed")).styled(.bold) + " · " + when + fee(returned))
      } else {
        add(Text(fr: "il répond", en: "he answers"), marked.right.styled(.bold))
        add(.empty, when + fee(returned))
      }
    } else {
      add(Text(fr: "il répond", en: "he answers"), say(Text(fr: "pas encore", en: "not yet")).styled(.yellow) + fee(returned))
    }
    let earlier = returned.earlier.reversed().map { earlier in
      SheetRow(
        say(Text(fr: "avant", en: "before")),
        "\(earlier.barcode) · " + say(at(earlier.registeredAt)) + " · " + say(vocabulary.label(postalReason: earlier.postalReason.rawValue))
          + " · "
          + (earlier.isSameAsPrinted ? say(Text(fr: "même adresse", en: "same address")) : address(earlier.printedAddress)))
    }
    return part(
      .address,
      [
        .init(rows + earlier), .init(rows + earlier.map(\.clipped)),
        .init(rows + earlier.prefix(1).map(\.clipped), hidden: max(0, earlier.count - 1)),
      ])
  }

  /// What it costs him, and whether he has paid.
  private func fee(_ returned: CaseFile.ReturnedDispatch) -> SafeText {
    guard let cents = returned.feeCents else {
      return returned.answeredAt == nil ? SafeText() : say(Text(fr: " · sans frais", en: " · no fee"))
    }
    return " · " + Amount.shown(cents, language) + " "
      + say(Labels.state(returned.feeState ?? "")).styled(returned.feeState == "paid" ? .green : .yellow)
  }
}
