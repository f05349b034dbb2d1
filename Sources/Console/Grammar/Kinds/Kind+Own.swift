import Terminal

extension Kind where Value == Shortcuts.Entry {
  /// A context of the settings file.
  static let context = Kind(complete: { word, completer, _ in completer.shortcuts(word, of: .context) }) {
    (word, reading) throws(Failure) in try reading.parser.context(word.text)
  }
}
