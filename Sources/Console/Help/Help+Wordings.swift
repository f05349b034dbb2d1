import Formats
import Terminal

// What the driver reads: seen before it is flagged.
extension Help {
  /// The reasons that fit an item in a queue, each with what the driver reads; or one of them alone.
  func reasons(for item: Term, _ reason: Term?, in queue: String?, _ vocabulary: Vocabulary) -> Sheet {
    let lexicon = vocabulary.reasons(for: item.code, in: queue)
    let line = "\(Command.flag.name(in: language)) \(item.name(in: language))"
    guard let reason else {
      return choices(line, item.label, lexicon) { vocabulary.reason($0.code)?.wording }
    }
    let known = vocabulary.reason(reason.code)
    return one(line, reason, item.label, wording: known?.wording, needsComment: known?.needsComment ?? false)
  }

  /// The causes that fit an element, likewise.
  func causes(for element: Term, _ cause: Term?, _ vocabulary: Vocabulary) -> Sheet {
    let line = "\(Command.finding.name(in: language)) \(element.name(in: language))"
    guard let cause else {
      return choices(line, element.label, vocabulary.causes(for: element.code)) { vocabulary.cause($0.code)?.wording }
    }
    let known = vocabulary.cause(cause.code)
    return one(
      line, cause, element.label, wording: known?.wording, needsComment: known?.needsComment ?? false,
      fault: known.map { Labels.imputation($0.imputedTo) })
  }

  /// The reasons for which a case is closed, with what the driver reads.
  func closingReasons(_ vocabulary: Vocabulary) -> Sheet.Section {
    let fields = vocabulary.closingReasons.terms.map { term in
      Sheet.Field(SafeText(term.name(in: language), style: .cyan), vocabulary.closing(term.code).map { say($0.wording) } ?? say(term.label))
    }
    return Sheet.Section(
      say(Text(fr: "Motifs, et ce que le conducteur lira", en: "Reasons, and what the driver will read")), [.typed(fields)], isWide: true)
  }

  private func choices(_ line: String, _ label: Text, _ lexicon: Lexicon, _ wording: (Term) -> Text?) -> Sheet {
    let fields = lexicon.terms.map { term in
      Sheet.Field(SafeText(term.name(in: language), style: .cyan), wording(term).map { say($0) } ?? say(term.label))
    }
    let heading = Text(
      fr: "\(label.fr) : le motif, et ce que le conducteur lira", en: "\(label.en): the reason, and what the driver will read")
    return Sheet(title: SafeText(line, style: .bold), sections: [Sheet.Section(say(heading), [.typed(fields)], isWide: true)])
  }

  private func one(_ line: String, _ term: Term, _ on: Text, wording: Text?, needsComment: Bool, fault: Text? = nil) -> Sheet {
    var fields = [Sheet.Field(say(on), say(term.label))]
    if let wording { fields.append(Sheet.Field(say(Text(fr: "Il lira", en: "He will read")), say(wording).styled(.bold))) }
    if let fault { fields.append(Sheet.Field(say(Text(fr: "Imputé à", en: "Imputed to")), say(fault))) }
    if needsComment {
      fields.append(
        Sheet.Field(
          say(Text(fr: "Commentaire", en: "Comment")), say(Text(fr: "nécessaire ; il reste interne", en: "needed; it stays internal"))))
    }
    return Sheet(
      title: SafeText("\(line) \(term.name(in: language))", style: .bold), sections: [Sheet.Section(nil, [.fields(fields)], isWide: true)])
  }
}
