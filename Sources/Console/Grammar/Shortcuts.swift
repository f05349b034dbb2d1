import Terminal

/// An agent's own words, and those of his site, from their settings files: aliases of commands, filters that stay, canned comments.
public struct Shortcuts: Sendable {
  /// What a name stands for.
  public enum Kind: String, Sendable, CaseIterable {
    /// The beginning of a line: a command with what comes first behind it.
    case alias
    /// Filters that stay: a queue and options of `list`.
    case context
    /// The words of a comment or a note.
    case comment
  }

  /// A name and what it stands for.
  public struct Entry: Sendable, Hashable {
    /// As it is typed.
    public var name: String
    /// What it stands for.
    public var text: String
    /// Where it was set: `FILE:LINE`.
    public var place: String
  }

  /// Why a line of a settings file cannot be taken.
  public struct Fault: Error, Sendable {
    /// One sentence.
    public var text: Text
  }

  private var all: [Kind: [String: Entry]] = [:]

  /// None.
  public init() {}

  /// Adds one; an earlier one of that name is replaced, as an agent's own replaces his site's.
  ///
  /// - Parameter place: where it stands: `FILE:LINE`.
  /// - Throws: ``Fault`` for what is no name, a name without words, and an alias that hides a command or stands for none.
  public mutating func add(_ kind: Kind, _ name: String, _ text: String, at place: String) throws(Fault) {
    guard Self.isName(name) else { throw Fault(text: .notAShortcutName(name)) }
    guard !text.isEmpty else { throw Fault(text: .emptyShortcut(name)) }
    if kind == .alias {
      if let hidden = Self.command(name) { throw Fault(text: .aliasOfCommand(name, hidden)) }
      let first = String(text.prefix { !$0.isWhitespace })
      // An alias stands for a command and never for another alias: what is typed is read once.
      guard Self.command(first) != nil else { throw Fault(text: .aliasOfNothing(name, first)) }
    }
    all[kind, default: [:]][Folding.fold(name)] = Entry(name: name, text: text, place: place)
  }

  /// What a name stands for, accents and case aside.
  func entry(_ name: String, of kind: Kind) -> Entry? { all[kind]?[Folding.fold(name)] }

  /// All of a kind, by name.
  func entries(of kind: Kind) -> [Entry] { (all[kind] ?? [:]).values.sorted { $0.name < $1.name } }

  /// Whether there are none.
  var isEmpty: Bool { all.isEmpty }

  /// A letter, then letters, digits, `-` and `_`.
  static func isName(_ text: String) -> Bool {
    guard text.first?.isLetter == true, text.count <= 40 else { return false }
    return text.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }
  }

  /// The command of a name in full; one that writes is never shortened, and no alias may come to mean another one later.
  private static func command(_ name: String) -> Command? {
    let wanted = Folding.fold(name)
    return CommandTable.console.commands.first { Folding.fold($0.name) == wanted || Folding.fold($0.alias) == wanted }
  }
}
