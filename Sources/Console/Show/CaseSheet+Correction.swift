import Casework
import Formats
import Terminal

// A new card after a defect that was the driver's fault: what was found, and what changes on it.
extension CaseSheet {
  /// The claim that the application comes of, and each element with what the former card was to say beside what the new one is to.
  var correction: ScreenPage.Part? {
    guard let correction = file.correction else { return nil }
    let (coupon, number) = (correction.coupon, correction.caseNumber)
    let head = SheetRow(
      say(Text(fr: "défaut", en: "defect")), say(Text(fr: "coupon \(coupon) · dossier \(number)", en: "coupon \(coupon) · case \(number)")))
    let elements = correction.findings.map { SheetRow("", row($0)) }
    let close = [head] + elements.map(\.clipped)
    let most = 3
    return part(
      .correction,
      [.init([head] + elements), .init(close), .init(Array(close.prefix(1 + most)), hidden: max(0, elements.count - most))])
  }

  /// `Lieu de naissance : Erreur de saisie · Dijon (21) → Di[v]jon (21)`
  private func row(_ corrected: CaseFile.CorrectedElement) -> SafeText {
    let head =
      say(vocabulary.label(element: corrected.element.rawValue)) + say(.colon) + say(vocabulary.label(cause: corrected.cause.rawValue))
    let change =
      switch corrected.shows {
      case .text: text(corrected)
      case .picture: picture(corrected)
      case .nothing: SafeText()
      }
    return change.isEmpty ? head : head + " · " + change
  }

  private func text(_ corrected: CaseFile.CorrectedElement) -> SafeText {
    let ordered = corrected.ordered.map { plain($0, of: corrected.element) }
    let toPrint = corrected.toPrint.map { plain($0, of: corrected.element) }
    switch (ordered, toPrint) {
    case (nil, nil): return ""
    case (nil, let new?): return say(Text(fr: "rien", en: "nothing")) + " → " + "\(new, .bold)"
    case (let former?, nil): return "\(former) → " + say(Text(fr: "par la fabrication", en: "by the factory"))
    case (let former?, let new?):
      guard former != new else { return "\(former) · " + unchanged(corrected) }
      let marked = marked(former, new)
      return marked.left + " → " + marked.right.styled(.bold)
    }
  }

  private func picture(_ corrected: CaseFile.CorrectedElement) -> SafeText {
    guard let document = corrected.documentID else { return unchanged(corrected) }
    return say(Text(fr: "remplacée par la pièce \(document, .cyan)", en: "replaced by document \(document, .cyan)"))
  }

  /// Where he was to correct something it catches the eye that nothing changes.
  private func unchanged(_ corrected: CaseFile.CorrectedElement) -> SafeText {
    say(Text(fr: "inchangé", en: "unchanged")).styled(corrected.isToCorrect ? .yellow : .plain)
  }
}
