import Terminal

/// One thing that the console can be told. The table of them (``CommandTable``) drives parsing, help, completion, "did you
/// mean" and `docs/commands.md`.
public struct Command: Sendable {
  /// What running it does to the database.
  public enum Effect: String, Sendable {
    /// Nothing: it may be abbreviated.
    case reads
    /// Takes a case for this agent.
    case claims
    /// Changes something.
    case writes
  }

  /// Whose command it is. The database enforces it; the console says so beforehand.
  public enum Right: Sendable {
    /// Every agent.
    case agent
    /// Supervisors.
    case supervisor
  }

  /// The part of the work it belongs to: a heading of `help`.
  public enum Area: Int, Sendable, CaseIterable {
    /// Finding work.
    case queues
    /// Reading the case in hand.
    case reading
    /// Settling it.
    case deciding
    /// What the post brings.
    case mailroom
    /// Drivers who call.
    case support
    /// Supervision.
    case supervision
    /// The console itself.
    case console
  }

  /// The English name.
  public let name: String
  /// The French name.
  public let alias: String
  /// The heading of `help` that it stands under.
  public let area: Area
  /// What it does to the database.
  public let effect: Effect
  /// Whose it is.
  public let right: Right
  /// One line: what it does.
  public let summary: Text
  /// What one has to know to use it well; may be empty.
  public let details: Text
  /// Lines that can be typed as they are.
  public let examples: [String]
  let parameters: [Parameter]
  let options: [CommandOption]
  let run: @Sendable (Session, Invocation) throws(Failure) -> Void

  init(
    _ name: String, _ alias: String, area: Area, effect: Effect, right: Right = .agent, summary: Text, details: Text = .empty,
    examples: [String] = [], parameters: [Parameter] = [], options: [CommandOption] = [],
    run: @escaping @Sendable (Session, Invocation) throws(Failure) -> Void
  ) {
    self.name = name
    self.alias = alias
    self.area = area
    self.effect = effect
    self.right = right
    self.summary = summary
    self.details = details
    self.examples = examples
    self.parameters = parameters
    self.options = options
    self.run = run
  }

  /// The name in a language.
  public func name(in language: Language) -> String { language == .fr ? alias : name }
}

/// A word that a command takes by its place.
struct Parameter: Sendable {
  /// What the word has to be, and what completes it.
  enum Kind: Sendable {
    /// A queue's name.
    case queue
    /// A case number: `1234-5` or `12345`.
    case caseNumber
    /// A case number, or another object as `driver:1001`.
    case reference([ReferenceKind])
    /// What can be flagged.
    case item
    /// What a flag or a finding stands on: an item, or an element of the card in a quality case.
    case flagged
    /// An element of a card.
    case element
    /// Why an element is as it is.
    case cause
    /// Why the post brought a dispatch back: its name, or its code (`N02`).
    case postalReason
    /// A driver: `1001`, or by something of his as `card:AB123456`.
    case driver
    /// The number of something: as the database gave it, no limit but its size.
    case number
    /// The name of a setting.
    case setting
    /// The value of the setting before it.
    case settingValue
    /// Why: one of the reasons of the item before it.
    case reason
    /// Why a case is closed for good.
    case closingReason
    /// A document of the case: its number, or its type.
    case document
    /// An agent's login.
    case agent
    /// One of a few names.
    case choice(Lexicon)
    /// The name of a command.
    case command
    /// All that is left of the line.
    case text
    /// One word as it is.
    case word
    /// A whole number.
    case count
    /// A span of time: `2h`, `1j`.
    case span
    /// The name of a report.
    case report
    /// The path of a file.
    case path
    /// Any number of `NAME=VALUE`: the parameters of what was named before.
    case assignments
    /// A command that reads, and what is expected of its rows.
    case expectation

    /// Whether it is all that is left of the line.
    var takesTheRest: Bool {
      switch self {
      case .text, .settingValue: true
      default: false
      }
    }
  }

  /// The name by which the command's body asks for it.
  let key: String
  /// How help shows it.
  let placeholder: Text
  let kind: Kind
  let isOptional: Bool
  /// Whether it may carry personal data: then it stays out of the history file.
  let isPersonal: Bool

  init(_ key: String, _ placeholder: Text, _ kind: Kind, isOptional: Bool = false, isPersonal: Bool = false) {
    self.key = key
    self.placeholder = placeholder
    self.kind = kind
    self.isOptional = isOptional
    self.isPersonal = isPersonal
  }
}

/// A word with two dashes.
struct CommandOption: Sendable {
  /// The English name, without dashes; the body asks for it by this.
  let name: String
  /// The French name.
  let alias: String
  let summary: Text
  /// What follows it; nil for a mere switch.
  let value: Parameter?

  init(_ name: String, _ alias: String, _ summary: Text, value: Parameter? = nil) {
    self.name = name
    self.alias = alias
    self.summary = summary
    self.value = value
  }

  func name(in language: Language) -> String { language == .fr ? alias : name }
}

/// What a typed reference can stand for besides a case.
enum ReferenceKind: String, Sendable, CaseIterable {
  case driver
  case application
  case card
  case claim
  case dispatch

  /// Whether it goes by letters and digits, as a coupon does, and not by a number alone.
  var isNamed: Bool { self == .card || self == .claim || self == .dispatch }

  /// Whether a search that found something by that kind of number found one of these.
  func isFound(by kind: String) -> Bool { kind == rawValue || (self == .claim && kind == "coupon") }

  /// How it is typed before the colon.
  var term: Term {
    switch self {
    case .driver: Term("driver", "conducteur", label: Text(fr: "conducteur", en: "driver"))
    case .application: Term("application", "demande", label: Text(fr: "demande", en: "application"))
    case .card: Term("card", "carte", label: Text(fr: "carte", en: "card"))
    case .claim: Term("claim", "coupon", label: Text(fr: "coupon", en: "claim"))
    case .dispatch: Term("dispatch", "envoi", label: Text(fr: "envoi", en: "dispatch"))
    }
  }
}
