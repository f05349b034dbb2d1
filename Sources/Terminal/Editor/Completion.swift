/// One way to go on with the word under the cursor.
public struct Completion: Sendable, Hashable {
  /// The whole word, unquoted; quotes are added where it has spaces.
  public var text: String
  /// What it is, shown beside it in the list.
  public var description: SafeText
  /// Whether the word ends with it: a space follows. False for `name=`.
  public var endsWord: Bool

  /// A completion.
  public init(_ text: String, _ description: SafeText = SafeText(), endsWord: Bool = true) {
    self.text = text
    self.description = description
    self.endsWord = endsWord
  }
}
