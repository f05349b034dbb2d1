import Formats
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
  /// The action that it asks the lifecycle for, where not everybody may do it: the database says whose it is.
  public let action: String?
  /// The columns of what it gives, where they are known beforehand.
  let columns: [Column]?
  /// One line: what it does.
  public let summary: Text
  /// What one has to know to use it well; may be empty.
  public let details: Text
  /// Lines that can be typed as they are.
  public let examples: [String]
  /// What it takes, in the order of its arguments.
  let places: [Place]
  /// Reads the values of its arguments; gives them, and what the command does with them.
  let understand: @Sendable (inout Reading) throws(Failure) -> (values: [any Sendable], act: @Sendable (Session) throws(Failure) -> Void)

  /// - Parameters:
  ///   - arguments: what it takes; `run` gets their values in this order.
  ///   - run: what it does.
  init<each Value: Sendable>(
    _ name: String, _ alias: String, area: Area, effect: Effect, action: String? = nil, columns: [Column]? = nil, summary: Text,
    details: Text = .empty, examples: [String] = [], takes arguments: repeat Argument<each Value>,
    run: @escaping @Sendable (Session, repeat each Value) throws(Failure) -> Void
  ) {
    self.name = name
    self.alias = alias
    self.area = area
    self.effect = effect
    self.action = action
    self.columns = columns
    self.summary = summary
    self.details = details
    self.examples = examples
    var places: [Place] = []
    for argument in repeat each arguments { places += argument.places }
    self.places = places
    understand = { (reading) throws(Failure) in
      let values = (repeat try (each arguments).read(&reading))
      var shown: [any Sendable] = []
      for value in repeat each values { shown.append(value) }
      return (shown, { (session) throws(Failure) in try run(session, repeat each values) })
    }
  }

  /// Its places among the words of a line.
  var parameters: [Parameter] { places.compactMap { if case .parameter(let parameter) = $0 { parameter } else { nil } } }

  /// Its words with two dashes.
  var options: [CommandOption] { places.compactMap { if case .option(let option) = $0 { option } else { nil } } }

  /// Whether it ends with free text.
  var takesText: Bool { parameters.last?.extent == .text }

  /// Whether it is among what supervisors may do and agents may not (``Desk/Identity/supervised``).
  func isForSupervisors(_ supervised: [String]) -> Bool { action.map(supervised.contains) ?? false }

  /// Other words that do the same, folded: they are nowhere listed but in its help.
  var synonyms: [String] { name == "quit" ? ["exit", ":q"] : [] }

  /// The name in a language.
  public func name(in language: Language) -> String { language == .fr ? alias : name }
}
