import CReadline

extension LineEditor {
  /// Shows what changed while she waits; true if the prompt is to be left.
  mutating func apply(_ update: PromptUpdate) -> Bool {
    if update.stops { return true }
    var notice = update.notice
    if let earlier = deferredNotice { notice = notice.map { earlier + "\n" + $0 } ?? earlier }
    deferredNotice = nil
    if creadline_is_plain() == 0 {
      deferredNotice = notice
      return false
    }
    let redraws = output.capabilities.redraws
    let newPrompt = update.prompt.flatMap { $0 == prompt || !redraws ? nil : $0 }
    guard notice != nil || newPrompt != nil else { return false }
    if let newPrompt { prompt = newPrompt }
    if redraws {
      creadline_clear_line()
    } else {
      _ = creadline_to_end()
      creadline_below()
    }
    if let notice { for line in notice.wrapped(to: output.capabilities.columns) { output.writeLine(line) } }
    output.flush()
    if let newPrompt { creadline_draw_again(encoded(newPrompt)) } else { creadline_draw_again(nil) }
    return false
  }

  /// The prompt as readline wants it: what takes no place on the screen stands between \001 and \002.
  func encoded(_ prompt: SafeText) -> String {
    guard output.capabilities.colour else { return prompt.plain }
    return prompt.spans.reduce(into: "") { result, span in
      if span.style.isEmpty {
        result += span.text
      } else {
        result += "\u{1}\(span.style.sequence)\u{2}\(span.text)\u{1}\(Style.reset)\u{2}"
      }
    }
  }
}
