import Casework
import Desk
import Terminal

/// A round of the mailroom: envelopes read one after the other, as a scanner gives them.
struct EnvelopeRound: Sendable {
  /// What is done with them.
  enum Work: Sendable, Equatable {
    /// Cards are received.
    case receiving
    /// Dispatches that the post brought back are registered, for this reason until another one is said.
    case registering(reason: Term, code: String)

    /// The command that does with one envelope what is done in a round.
    var command: Command { if case .receiving = self { .receive } else { .undelivered } }
  }

  /// An envelope as it was read.
  struct Envelope: Sendable {
    /// The number on it.
    var number: String
    /// What it holds, where that was said: another card, or nothing.
    var found: String?
    var isEmpty = false
    var insists = false
    /// Why the post brought it back.
    var reason: Term?
    /// The key that it is asked for with, again and again until an answer comes; nil where the line of a run makes one.
    var key: String?

    /// The same one, whatever speaks against it: another request.
    var insisting: Envelope {
      var envelope = self
      envelope.insists = true
      envelope.key = UUIDText.random()
      return envelope
    }
  }

  /// What an envelope is, whatever was typed of it: what the server answered.
  enum Subject: Sendable, Hashable {
    case claim(Int64)
    case card(Int64)
    /// By the barcode.
    case dispatch(String)
  }

  /// What came of an envelope.
  struct Entry: Sendable {
    var number: String
    var result: Result
    /// What is said of it.
    var text: Text
    /// The same in a few words, where several are counted.
    var short: Text = .empty
    /// What it is; nil where it was refused.
    var subject: Subject?
    /// The other numbers that it has.
    var names: [String] = []
    /// Whether its card is on the list to destroy.
    var isToDestroy = false
    /// Which one it is of the round; one number can have several.
    fileprivate(set) var place = 0

    /// Whether a number that was typed is one of this envelope's.
    func isNamed(_ typed: String) -> Bool {
      let name = EnvelopeRound.name(typed)
      return ([number] + names).contains { EnvelopeRound.name($0) == name }
    }

    /// Whether something was recorded that can be taken back.
    var isRecorded: Bool {
      switch result {
      case .received, .registered: true
      case .nothingNew, .refused: false
      }
    }
  }

  /// What was recorded of an envelope.
  enum Result: Sendable {
    case received
    /// `corrected` is the case whose reason was corrected.
    case registered(corrected: CaseNumber?)
    /// It had been read before.
    case nothingNew
    case refused
  }

  /// An envelope that was refused.
  struct Refused: Sendable {
    var number: String
    /// Why, in a few words.
    var why: Text
    /// Whether somebody was at work on it: read again, it may be taken.
    var isBusy = false
  }

  var work: Work
  /// What was read and answered, less what was taken back.
  private(set) var entries: [Entry] = []
  /// What wants a look: void cards, wrong ones, envelopes read twice.
  private(set) var odd: [Entry] = []
  /// What was refused.
  private(set) var refused: [Refused] = []
  /// Envelopes whose answer did not come, in order.
  var unanswered: [Envelope] = []
  /// The keys of what was asked to be taken back and no answer came for: asked again, it is the same request.
  private var undoKeys: [Undoing: String] = [:]
  private var noted = 0
  /// The envelope that was refused last, where it can be insisted.
  var insistable: Envelope?
  /// How many were taken back.
  private(set) var takenBack = 0
  /// Which entry was named where the last one could not be taken back: asked again at once, it is taken back.
  var offeredBack: Int?

  init(_ work: Work) { self.work = work }

  /// How many envelopes were recorded; one that was read several times, or whose reason was corrected, is one.
  var count: Int { Set(entries.lazy.filter(\.isRecorded).map(\.subject)).count }

  /// A number as it is compared: however it was typed.
  static func name(_ typed: String) -> String { Folding.fold(typed.filter { !$0.isWhitespace }) }

  /// Whether somebody may have read this from an envelope; a word that was meant as a command is none.
  static func mayBeNumber(_ text: String) -> Bool {
    let words = text.split(whereSeparator: Tokenizer.isSpace).filter { !$0.hasPrefix("-") }
    return words.contains { $0.count > 4 && $0.contains(where: \.isNumber) }
  }

  /// Whether a line may be an envelope that came behind its round: a number, and nothing else.
  static func mayBeEnvelope(_ line: String) -> Bool {
    line.split(whereSeparator: Tokenizer.isSpace).count == 1 && mayBeNumber(line)
  }

  /// Notes an answer. `isOdd`: the clerk has to do something with it.
  mutating func note(_ entry: Entry, isOdd: Bool) {
    var entry = entry
    noted += 1
    entry.place = noted
    entries.append(entry)
    offeredBack = nil
    // Refused before, it was read again.
    refused.removeAll { entry.isNamed($0.number) }
    guard isOdd else { return }
    guard let place = odd.firstIndex(where: { $0.subject == entry.subject }) else { return odd.append(entry) }
    if entry.isRecorded { odd[place] = entry }
  }

  /// Notes an envelope that was refused.
  mutating func note(_ refusal: Refused, text: Text) {
    note(Entry(number: refusal.number, result: .refused, text: text), isOdd: false)
    if Self.mayBeNumber(refusal.number) { refused.append(refusal) }
  }

  /// Those that were refused and are not recorded: of the others another line said what cannot be.
  var refusedAlone: [Refused] {
    refused.filter { refusal in !entries.contains { $0.isRecorded && $0.isNamed(refusal.number) } }
  }

  /// What a number stands for where it is taken back: what was recorded of it last.
  func last(of number: String) -> Entry? {
    entries.last { $0.isNamed(number) && $0.isRecorded } ?? entries.last { $0.isNamed(number) }
  }

  /// Forgets what was taken back: what was recorded last of an envelope and said of it since, or all of it. What had been recorded before
  /// stands again, and the one before it is the last one.
  mutating func forget(_ subject: Subject, all: Bool) {
    takenBack += 1
    remove(subject, from: all ? 0 : entries.last { $0.subject == subject && $0.isRecorded }?.place ?? 0)
    while entries.last?.isRecorded == false { entries.removeLast() }
  }

  /// Forgets what was read of an envelope, for something else takes its place.
  mutating func replace(_ subject: Subject) { remove(subject, from: 0) }

  private mutating func remove(_ subject: Subject, from place: Int) {
    entries.removeAll { $0.subject == subject && $0.place >= place }
    odd.removeAll { $0.subject == subject && $0.place >= place }
  }

  /// What is asked to be taken back: a number, and which of its entries.
  struct Undoing: Hashable {
    var number: String
    var place: Int?
  }

  /// The key to take something back with: the same one until an answer comes.
  mutating func undoKey(_ undoing: Undoing) -> String {
    let key = undoKeys[undoing] ?? UUIDText.random()
    undoKeys[undoing] = key
    return key
  }

  /// An answer came: whatever is asked next is another request.
  mutating func answered(_ undoing: Undoing) { undoKeys[undoing] = nil }

  /// What the prompt says of it: `réception · 12`, `pnd N02 · 12`.
  func prompt(in language: Language) -> [SafeText] {
    let name: Text =
      switch work {
      case .receiving: .receiving
      case .registering(let reason, let code): .registering(code.isEmpty ? reason.label : Text(same: "\(code)"))
      }
    var parts = [SafeText(name[language].plain, style: .cyan), SafeText(String(count), style: .bold)]
    if !unanswered.isEmpty { parts.append(Text.unanswered(unanswered.count)[language].styled(.red)) }
    return parts
  }
}

/// A line of a round.
enum EnvelopeLine {
  /// Empty: the round is over.
  case end
  /// The envelope of that number is taken back; nil: the last one.
  case takeBack(String?)
  /// The reason from here on.
  case reason(Term)
  /// How it goes on.
  case help
  case envelope(EnvelopeRound.Envelope)
}

extension EnvelopeRound {
  /// Understands a line; nil for a comment. What looks like a command is refused: an envelope's number never does.
  func understand(_ line: String, _ session: Session) throws(Failure) -> EnvelopeLine? {
    let words = line.split(whereSeparator: Tokenizer.isSpace).map(String.init)
    guard let first = words.first else { return .end }
    if first.hasPrefix("#") { return nil }
    let word = Folding.fold(first)
    if Self.takesBack.contains(word), words.count <= 2 { return .takeBack(words.count == 2 ? words[1] : nil) }
    if Self.asksHelp.contains(word) { return .help }
    if Self.ends.contains(word), words.count == 1 { return .end }
    let known = try? session.table.find(first, language: session.language)
    if let known, [Folding.fold(known.name), Folding.fold(known.alias)].contains(word) {
      throw .usage(.noCommandHere(first), hint: .envelopesHint(work))
    }
    if case .registering = work, words.count == 1, let reason = try session.words().postalReason(typed: first) { return .reason(reason) }
    if case .receiving = work, words.count == 2, words.allSatisfy(Self.mayBeNumber), !line.contains("--") {
      throw .usage(.twoEnvelopes, hint: .twoEnvelopesHint)
    }
    let invocation = try session.parser.parse(line, behind: work.command)
    if invocation.takesBack { return .takeBack(invocation.number) }
    guard let number = invocation.number else { throw .usage(.missingArgument(.envelopeNumber), hint: .envelopesHint(work)) }
    var envelope = Envelope(number: number)
    switch work {
    case .receiving:
      (envelope.found, envelope.isEmpty, envelope.insists) = invocation.contents
      try Self.check(envelope, in: session.language)
    case .registering(let reason, _): envelope.reason = invocation.reason ?? reason
    }
    return .envelope(envelope)
  }

  /// An envelope holds one thing.
  static func check(_ envelope: Envelope, isTakenBack: Bool = false, in language: Language) throws(Failure) {
    guard [envelope.found != nil, envelope.isEmpty, isTakenBack].count(where: { $0 }) < 2 else {
      throw .usage(.oneOptionOnly(Command.receive, language))
    }
  }

  /// What takes an envelope back.
  static func undoWord(_ language: Language) -> String { language == .fr ? "annuler" : "undo" }

  /// Whether a word takes an envelope back.
  static func isUndo(_ word: String) -> Bool { takesBack.contains(Folding.fold(word)) }

  private static let takesBack: Set<String> = ["annuler", "undo", "defaire"]
  /// What people bring from elsewhere.
  private static let ends: Set<String> = ["exit", ":q", ":q!", ":wq"]
  private static let asksHelp: Set<String> = ["?", "aide", "help"]
}

// The values of the mailroom's two commands, in the order in which they declare them.
extension Invocation {
  fileprivate var number: String? {
    if case .number(let number)? = values.first as? DispatchOrReason { return number }
    return values.first as? String
  }

  fileprivate var contents: (found: String?, isEmpty: Bool, insists: Bool) {
    (values[1] as? String, values[2] as? Bool == true, values[4] as? Bool == true)
  }

  fileprivate var reason: Term? { values[1] as? Term }

  fileprivate var takesBack: Bool { (command.name == Command.receive.name ? values[3] : values[2]) as? Bool == true }
}
