import Casework
import Formats
import Terminal

// What the checks remark, what is drafted, what can be typed next.
extension CaseSheet {
  /// The remarks with their numbers, each with what the driver would read.
  var remarkList: ScreenPage.Part? {
    // Where elements stand side by side, theirs stand there.
    let listed = remarks.all.filter { $0.finding.element == nil || !isOfClaim($0) }
    guard !listed.isEmpty else {
      guard file.case.subject != .claim else { return nil }
      return part(.remarks, [.init([SheetRow(full: SafeText("✓ ", style: .green) + say(.nothingRaised))])])
    }
    let warnings = listed.filter { $0.finding.severity == .warning }
    let notices = listed.count - warnings.count
    let most = 5
    // Equal wordings stand once.
    var seen: Set<Remarks.Advice> = []
    let worded = listed.map { remark in (remark, remark.advice.map { seen.insert($0).inserted } ?? false ? wording(remark) : nil) }
    return part(
      .remarks,
      [
        .init(worded.flatMap { remark, wording in [row(remark)] + (wording.map { [$0] } ?? []) }),
        .init(worded.flatMap { remark, wording in [row(remark)] + (wording.map { [$0.clipped] } ?? []) }),
        .init(listed.map(row)),
        .init(warnings.map { row($0).clipped }, hidden: notices),
        .init(warnings.prefix(most).map { row($0).clipped }, hidden: notices + max(0, warnings.count - most)),
      ])
  }

  private func isOfClaim(_ remark: Remarks.Remark) -> Bool {
    file.claim?.elements.contains { $0.element == remark.finding.element } ?? false
  }

  /// ` 1 ⚠ courriel, faute-saisie : liv.fr : plutôt live.fr ?`
  private func row(_ remark: Remarks.Remark) -> SheetRow {
    let finding = remark.finding
    let words = say(.finding(finding.message, vocabulary: vocabulary, now: now))
    let sign: SafeText =
      finding.isForgery
      ? SafeText("✗", style: .red) : finding.severity == .warning ? SafeText("⚠", style: .yellow) : SafeText("i", style: .dim)
    var about: SafeText = ""
    if case .flag(let item, let reason, _)? = remark.advice {
      about = "\(item.name(in: language), .bold) \(reason.name(in: language), .cyan)" + say(.colon)
    } else if let item = finding.item {
      about = say(vocabulary.label(item: item.rawValue)) + say(.colon)
    }
    var text = about + (finding.isForgery ? words.styled(.red) : words)
    if remark.isTaken { text = text.styled(.dim) }
    return SheetRow(full: "\(pad(remark.number)) " + sign + " " + text, hang: 5)
  }

  private func pad(_ number: Int) -> String { number < 10 ? " \(number)" : "\(number)" }

  /// What the driver would read.
  private func wording(_ remark: Remarks.Remark) -> SheetRow? {
    guard case .flag(_, let reason, _)? = remark.advice, !remark.isTaken, let wording = vocabulary.reason(reason.code)?.wording else {
      return nil
    }
    let read = wording.read(in: Language(rawValue: file.driver.language))
    return SheetRow(full: "     " + willRead + say(read).styled(.dim), hang: 7)
  }

  /// By which way he reads it.
  private var willRead: SafeText {
    let channel = file.case.reachableBy.flatMap { $0 == .none ? nil : Labels.channel($0.rawValue) }
    guard let channel else { return say(Text(fr: "il lira : ", en: "he will read: ")).styled(.dim) }
    return say(Text(fr: "il lira (\(channel.fr)) : ", en: "he will read (\(channel.en)): ")).styled(.dim)
  }

  /// What is drafted and not sent.
  var flags: ScreenPage.Part? {
    guard !file.flags.isEmpty else { return nil }
    let rows = file.flags.enumerated().map { number, flag in
      let comment: SafeText = flag.comment.isEmpty ? "" : " — \(flag.comment)"
      let what = say(vocabulary.label(item: flag.item.rawValue)) + say(.colon) + say(vocabulary.label(reason: flag.reason.rawValue))
      return SheetRow(number == 0 ? say(Text(fr: "signalé", en: "flagged")) : "", SafeText("✗ ", style: .red) + what + comment + by(flag))
    }
    return part(.flags, [.init(rows), .init(rows.map(\.clipped))])
  }

  /// Whose draft it is, where it is not that of whoever holds the case.
  private func by(_ flag: CaseFile.Flag) -> SafeText {
    flag.by.isEmpty || flag.by == file.case.holder ? "" : say(Text(fr: " (par \(flag.by))", en: " (by \(flag.by))")).styled(.yellow)
  }

  /// What can be typed here.
  func foot(columns: Int) -> [SheetRow] {
    let step = NextStep(self)
    var words = step.map(shown) ?? ""
    if var others = possibilities {
      others.choices.removeAll { $0.line[language].plain == step?.line }
      let dot: SafeText = words.isEmpty ? "" : " · "
      words += dot + others.short(in: language, columns: max(20, columns - 1 - words.width - dot.width))
    }
    return words.isEmpty ? [] : [SheetRow(full: words)]
  }

  /// The next step, with the key that types it where somebody has keys.
  func shown(_ step: NextStep) -> SafeText {
    let key = !isTyped ? "" : step.entered != nil ? say(Text(fr: " (Entrée)", en: " (Enter)")) : " (Alt-0)"
    return "→ \(step.line, .bold)" + key.styled(.dim)
  }
}
