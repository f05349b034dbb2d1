public import Desk
public import Formats
import Glibc
public import Terminal

/// The console as a program: what `pupitre` runs when it is not asked for anything else.
public struct ConsoleProgram {
  /// Where the commands come from.
  public enum Input: Sendable {
    /// A terminal if standard input is one, else lines read and run one by one.
    case standard
    /// These lines.
    case lines([String])
    /// Files, read and checked whole before the first line of the first one runs; `-` is standard input.
    case playbooks([String])

    /// Whether standard input is none of it.
    var leavesStandardInput: Bool {
      switch self {
      case .standard: false
      case .lines: true
      case .playbooks(let paths): !paths.contains { $0 == "-" || StandardInput.isFile(at: $0) }
      }
    }
  }

  /// How it is started.
  public struct Options {
    /// libpq's connection string or URI; empty: service file and `PG*` variables.
    public var conninfo = ""
    /// libpq keywords that win over it.
    public var overrides: [String: String] = [:]
    /// Where the commands come from.
    public var input = Input.standard
    /// Whether to go on after a line that failed (the end is then 6).
    public var keepsGoing = false
    /// Values for the parameters of a playbook, in the order given.
    public var settings: [(name: String, value: String)] = []
    /// The reports that can be run.
    public var reports = ReportCatalogue.product
    /// How results are written; nil: as tables.
    public var format: Format?
    /// The language of everything that is said.
    public var language: Language
    /// The agent's own words.
    public var shortcuts = Shortcuts()
    /// How often it is looked what happened while an agent works, in seconds; nil: never.
    public private(set) var newsEvery: Int? = NewsWatch.usualSpan
    /// The process's environment.
    public var environment: Environment.Lookup = Environment.value

    /// Options in a language; the rest as documented.
    public init(language: Language) { self.language = language }

    /// Says how often it is looked what happened: `on`, `off`, a span; gives whether it is one of these.
    public mutating func setNotices(_ text: String) -> Bool {
      guard let every = NewsWatch.pace(text) else { return false }
      newsEvery = every.seconds
      return true
    }
  }

  private let options: Options
  private let signals: Signals
  private let output: Output
  private let errors: Output

  /// The console on standard input, output and error. Catches signals from here on.
  public init(_ options: Options) {
    self.options = options
    signals = Signals.install()
    output = Output(descriptor: 1, environment: options.environment)
    errors = Output(descriptor: 2, environment: options.environment)
  }

  /// Runs to the end; gives the exit code (see ``ExitCode``, or 128 + the signal that ended it).
  public func run() -> Int32 {
    let isInteractive = if case .standard = options.input { isatty(0) == 1 } else { false }
    let session = Session(setup(isInteractive: isInteractive))
    let code: Int32
    if isInteractive {
      code = Sitting(session, historyFolder: historyFolder).run()
    } else {
      code = runBatch(session)
      session.endDocument()
    }
    if session.hasClaimed { try? session.atDesk { desk throws(DeskError) in desk.leave() } }
    session.viewing.close()
    output.flush()
    errors.flush()
    // What could not be written was not done, whatever the commands say.
    if code == ExitCode.done.rawValue, let failure = output.failure { return failure.exitCode }
    return code
  }

  /// Commands that nobody types. What stands in standard input beside them would be lost without a word.
  private func runBatch(_ session: Session) -> Int32 {
    let isSpare = options.input.leavesStandardInput
    if isSpare, StandardInput.holdsSomething {
      session.report(.usage(.inputUnread, hint: .inputUnreadHint))
      return ExitCode.usage.rawValue
    }
    let settings = options.settings.map { Assignment(name: $0.name, value: $0.value) }
    let batch = Batch(session, keepsGoing: options.keepsGoing, settings: settings)
    let code =
      switch options.input {
      case .standard: batch.runStandardInput()
      case .lines(let lines): batch.run(lines)
      case .playbooks(let paths): batch.runPlaybooks(paths)
      }
    // It may have come later than we looked.
    guard code == ExitCode.done.rawValue, isSpare, StandardInput.holdsSomething else { return code }
    session.report(.usage(.inputUnreadAfter, hint: .inputUnreadHint))
    return ExitCode.usage.rawValue
  }

  private func setup(isInteractive: Bool) -> Session.Setup {
    let options = options
    return Session.Setup(
      connect: { interrupt throws(DeskError) in
        let language = options.language
        return try Desk(
          options.conninfo,
          options: DeskOptions(
            interruptDescriptor: interrupt, overrides: options.overrides,
            onReconnecting: isInteractive
              ? { @Sendable attempt in
                if attempt > 1 { Output(descriptor: 2).writeLine(Text.reconnecting(attempt)[language].styled(.yellow)) }
              } : nil,
            onSilence: isInteractive
              ? { @Sendable in Output(descriptor: 2).writeLine(Text.silence[language].styled(.yellow)) } : nil))
      }, language: options.language, format: options.format ?? .table, isInteractive: isInteractive, output: output, errors: errors,
      signals: signals, table: .console, environment: options.environment, reports: options.reports,
      shortcuts: options.shortcuts, newsEvery: options.newsEvery)
  }

  /// `$XDG_STATE_HOME/pupitre`, by default `~/.local/state/pupitre`; nil where neither is known.
  private var historyFolder: String? {
    if let state = options.environment("XDG_STATE_HOME"), state.hasPrefix("/") { return state + "/pupitre" }
    return options.environment("HOME").flatMap { $0.hasPrefix("/") ? $0 + "/.local/state/pupitre" : nil }
  }
}
