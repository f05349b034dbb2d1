import Terminal

/// What a command takes, once: its place in the line, and the value that the command's body gets for it.
///
/// A command lists its arguments, and its body takes their values in the same order: one that was not declared cannot be
/// read, and one that may not be left out is there.
struct Argument<Value: Sendable>: Sendable {
  /// What the parser, help and completion know of it, in order.
  let places: [Place]
  /// Its value, made from what stands in its places.
  let read: @Sendable (inout Reading) throws(Failure) -> Value

  /// A word by its place.
  static func word(_ placeholder: Text, _ kind: Kind<Value>, isPersonal: Bool = false) -> Argument {
    let parameter = Parameter(placeholder, kind.traits, isPersonal: isPersonal)
    return Argument(places: [.parameter(parameter)]) { (reading) throws(Failure) in
      guard case .word(let word)? = reading.take() else { throw reading.missing(placeholder, among: kind.traits.choices?(reading) ?? []) }
      return try kind.read(word, &reading)
    }
  }

  /// What may be left out: nil then. Before another argument only a word that looks like it is taken for it.
  static func optional<Wrapped>(_ argument: Argument<Wrapped>) -> Argument where Value == Wrapped? {
    Argument(places: argument.places.map(\.optional)) { (reading) throws(Failure) in
      if reading.isNextMissing {
        _ = reading.take()
        return nil
      }
      return try argument.read(&reading)
    }
  }

  /// Several that make one value.
  static func together<each Part: Sendable>(
    _ parts: repeat Argument<each Part>, as make: @escaping @Sendable (repeat each Part) throws(Failure) -> Value
  ) -> Argument {
    var places: [Place] = []
    for part in repeat each parts { places += part.places }
    return Argument(places: places) { (reading) throws(Failure) in try make(repeat try (each parts).read(&reading)) }
  }

  /// A word with two dashes and what follows it; nil where it was not given.
  static func option<Wrapped>(
    _ name: String, _ alias: String, _ summary: Text, _ placeholder: Text, _ kind: Kind<Wrapped>, isPersonal: Bool = false
  ) -> Argument where Value == Wrapped? {
    let value = Parameter(placeholder, kind.traits, isPersonal: isPersonal)
    return Argument(places: [.option(CommandOption(name, alias, summary, value: value))]) { (reading) throws(Failure) in
      guard case .word(let word)? = reading.take() else { return nil }
      return try kind.read(word, &reading)
    }
  }
}

extension Argument where Value == Bool {
  /// A word with two dashes, and nothing behind it.
  static func flag(_ name: String, _ alias: String, _ summary: Text) -> Argument {
    Argument(places: [.option(CommandOption(name, alias, summary))]) { (reading) throws(Failure) in reading.take() != nil }
  }
}

/// Where an argument stands in the line.
enum Place: Sendable {
  /// By its place among the words.
  case parameter(Parameter)
  /// Anywhere, by its name; before free text.
  case option(CommandOption)

  /// The same place where nothing need stand.
  var optional: Place {
    guard case .parameter(var parameter) = self else { return self }
    parameter.isOptional = true
    return .parameter(parameter)
  }
}

/// A place among the words of a command.
struct Parameter: Sendable {
  /// How much of the line it takes.
  enum Extent: Sendable {
    case word
    /// All words that are left.
    case words
    /// The rest of the line as it was typed.
    case text
    /// The rest of the line: a command and what is expected of it.
    case line
  }

  /// How help shows it.
  let placeholder: Text
  let traits: KindTraits
  let extent: Extent
  var isOptional = false
  /// Whether what stands here says it all: the words that follow are text, not what the places behind it ask for.
  var standsForWords = false
  /// Whether it stays out of the history file: it may carry personal data, a setting's value, a file's name.
  let isPersonal: Bool

  init(_ placeholder: Text, _ traits: KindTraits, extent: Extent = .word, isPersonal: Bool = false) {
    self.placeholder = placeholder
    self.traits = traits
    self.extent = extent
    self.isPersonal = isPersonal
  }
}

/// A word with two dashes.
struct CommandOption: Sendable {
  /// The English name, without dashes.
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
