import SystemCalls
import Glibc
import Terminal

/// A playbook with its values, checked: ready to run.
struct PlaybookPlan: Sendable {
  var playbook: Playbook
  var bindings: Bindings
  /// The files that its `for` lines go through, by the line.
  var data: [Int: DataFile] = [:]

  /// How many results it will give: one a command, one a line of a file.
  var length: Int { playbook.steps.reduce(0) { $0 + (data[$1.line]?.rows.count ?? 1) } }
}

/// Reads playbooks whole and checks them before their first line runs: syntax, names, commands, arguments, files, and the
/// playbooks that they run.
struct PlaybookPlanner {
  private let session: Session
  /// Everything wrong that was found, in order, up to ``problemLimit``.
  private(set) var problems: [(place: String, failure: Failure)] = []
  private var open: [String] = []

  /// So many faults are told: a file of data with a column too many has one in each of its lines.
  private static let problemLimit = 100
  /// How deep playbooks may run others.
  private static let depthLimit = 32
  /// How many lines the playbooks that a playbook runs may have in all: they are held in memory, checked, before it begins.
  private static let lineLimit = 50_000
  /// What a playbook may have, in bytes.
  private static let sizeLimit = 16 << 20

  init(_ session: Session) { self.session = session }

  /// The exit code of a run that does not begin for what was found; nil where nothing is wrong. Without a connection, or
  /// without a right to the desk, the playbook itself may be right.
  var code: ExitCode? {
    let codes = problems.map(\.failure.code)
    return codes.first { $0 == .noConnection || $0 == .notAllowed } ?? codes.first
  }

  /// Says what was found, each fault with its line.
  func tell() {
    for problem in problems { session.report(problem.failure, at: problem.place) }
    if problems.count >= Self.problemLimit { session.writeError(Text.checkedNoFurther[session.language]) }
  }

  private mutating func note(_ place: String, _ failure: Failure) { problems.append((place, failure.asCheck)) }

  /// Reads and checks a playbook; nil where something is wrong with it (see ``problems``), or a signal came.
  ///
  /// - Parameter isOneOfSeveral: whether the settings are for others too, so that one that it does not know may be theirs.
  mutating func plan(_ path: String, _ settings: [Assignment], isOneOfSeveral: Bool = false) -> PlaybookPlan? {
    let source = path == "-" ? "stdin" : path
    let identity = path == "-" ? "-" : Self.canonical(path)
    guard !open.contains(identity) else {
      note(source, .usage(.playbookRunsItself(source)))
      return nil
    }
    guard open.count < Self.depthLimit else {
      note(source, .usage(.playbooksTooDeep(Self.depthLimit), hint: .playbooksTooDeepHint))
      return nil
    }
    guard let lines = read(path, source) else { return nil }
    open.append(identity)
    defer { open.removeLast() }
    let before = problems.count
    var plan = PlaybookPlan(playbook: understand(lines, source), bindings: Bindings())
    if !isOneOfSeveral {
      do throws(Failure) { try Self.refuseUnknown(settings, plan.playbook.parameters) } catch { note(source, error) }
    }
    for parameter in plan.playbook.parameters {
      do throws(Failure) {
        plan.bindings.set(parameter.name, try session.value(of: parameter, settings), isFile: parameter.type == .file)
      } catch {
        note("\(source):\(parameter.line)", error)
      }
    }
    // With a value missing every line that uses it would be told too.
    guard problems.count == before, !isStopped else { return nil }
    for step in plan.playbook.steps where !isHopeless { check(step, in: &plan, folder: Self.folder(of: path)) }
    return problems.count == before && !isStopped ? plan : nil
  }

  /// Notes a value for a parameter that none of several playbooks has, where all of them could be read.
  mutating func refuseUnknown(_ settings: [Assignment], among parameters: [PlaybookParameter]) {
    guard problems.isEmpty else { return }
    do throws(Failure) { try Self.refuseUnknown(settings, parameters) } catch { note("--set", error) }
  }

  /// A value for a parameter that there is not.
  static func refuseUnknown(_ settings: [Assignment], _ parameters: [PlaybookParameter]) throws(Failure) {
    var seen: Set<String> = []
    for setting in settings {
      guard parameters.contains(where: { $0.name == setting.name }) else {
        throw .usage(
          .noSuchParameter(setting.name), hint: parameters.isEmpty ? .takesNoParameter : .oneOf(parameters.map(\.name)))
      }
      guard seen.insert(setting.name).inserted else { throw .usage(.parameterTwice(setting.name)) }
    }
  }

  /// Whether a signal asks to stop.
  private var isStopped: Bool { session.setup.signals.stop != nil }

  /// Without a connection every line would say the same.
  private var isHopeless: Bool {
    problems.last?.failure.code == .noConnection || problems.count >= Self.problemLimit || isStopped
  }

  private mutating func read(_ path: String, _ source: String) -> [LineSource.Line]? {
    var lines: [LineSource.Line] = []
    do {
      let signals = session.setup.signals
      // A shell's <(…) is a pipe: nothing runs before its end is reached, so it will do for the outermost one. Another may
      // be read more than once.
      var reading =
        path == "-"
        ? LineSource(sizeLimit: Self.sizeLimit, signals: signals)
        : try LineSource(path: path, sizeLimit: Self.sizeLimit, takesPipe: open.isEmpty, signals: signals)
      while let line = try reading.nextLine() { lines.append(line) }
      return lines
    } catch let failure as LineSource.Failure {
      if case .interrupted = failure { return nil }
      note("\(source):\(failure.line)", .usage(.unreadableLine(failure), hint: .unreadableLineHint(failure)))
    } catch let failure as InputFile.Unopened {
      note(source, .usage(.unreadableFile(failure)))
    } catch {
      note(source, .usage(.ownFault("\(error)")))
    }
    return nil
  }

  private mutating func understand(_ lines: [LineSource.Line], _ source: String) -> Playbook {
    var playbook = Playbook(source: source)
    var reader = PlaybookReader(queues: session.knownQueues)
    for line in lines {
      do throws(Failure) {
        switch try reader.take(line.text, line: line.number) {
        case .parameter(let parameter): playbook.parameters.append(parameter)
        case .step(let step): playbook.steps.append(step)
        case nil: break
        }
      } catch {
        note("\(source):\(line.number)", error)
      }
    }
    do throws(Failure) { try reader.finish() } catch { note("\(source):\(lines.last?.number ?? 1)", error) }
    playbook.name = reader.name
    return playbook
  }

  private mutating func check(_ step: PlaybookStep, in plan: inout PlaybookPlan, folder: String) {
    let place = "\(plan.playbook.source):\(step.line)"
    switch step.kind {
    case .command(let line): check(line, plan.bindings, place, path: "\(step.line)", folder)
    case .each(let names, let file, let line):
      do throws(Failure) {
        let data = try session.data(file, names: names, plan.bindings)
        plan.data[step.line] = data
        for row in data.rows where !isHopeless {
          check(
            line, plan.bindings.adding(names, row.values), "\(place): \(data.path):\(row.line)", path: "\(step.line):\(row.line)", folder)
        }
      } catch {
        note(place, error)
      }
    }
  }

  private mutating func check(_ line: CommandLine, _ bindings: Bindings, _ place: String, path: String, _ folder: String) {
    do throws(Failure) {
      let subject = try session.parser.parse(line.bound(to: bindings))?.subject
      if subject?.takesLines == true { throw .usage(.envelopesInScript, hint: .envelopesInScriptHint) }
      guard let (named, settings) = subject?.playbook else { return }
      session.context?.path.append(path)
      defer { session.context?.path.removeLast() }
      let inner = named.hasPrefix("/") || named == "-" ? named : folder + named
      if named == "-" { throw .usage(.runsStandardInput) }
      session.context?.depth += 1
      let plan = plan(inner, settings)
      session.context?.depth -= 1
      guard let context = session.context, let plan else { return }
      context.plannedLines += plan.playbook.steps.count
      guard context.plannedLines <= Self.lineLimit else { throw .usage(.planTooLong(Self.lineLimit), hint: .planTooLongHint) }
      context.plans[context.place] = plan
    } catch {
      note(place, error)
    }
  }

  /// The folder that a playbook lies in, with its `/`; playbooks that it runs are named from there.
  private static func folder(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
  }

  private static func canonical(_ path: String) -> String {
    guard let real = realpath(path, nil) else { return path }
    defer { free(real) }
    return String(cString: real)
  }
}

extension Bindings {
  /// These, and the columns of a file's line.
  func adding(_ names: [String], _ values: [String]) -> Bindings {
    var bindings = self
    for (name, value) in zip(names, values) { bindings.set(name, value) }
    return bindings
  }
}

extension Session {
  /// The value of a playbook's parameter: what was set, else its default.
  func value(of parameter: PlaybookParameter, _ settings: [Assignment]) throws(Failure) -> String {
    var value = parameter.defaultValue
    if let typed = settings.first(where: { $0.name == parameter.name })?.value {
      guard let read = try parameter.type.value(of: typed, knownQueues) else {
        throw .usage(.notOfType(typed, name: parameter.name, parameter.type))
      }
      value = read
    }
    guard let value else { throw .usage(.parameterMissing(parameter.name), hint: .parameterMissingHint(parameter.name)) }
    if parameter.type == .date, value == "today" {
      try connect()
      return today
    }
    if parameter.type == .agent, try !logins().contains(value) { throw .usage(.noSuchAgent(value)) }
    return value
  }

  /// The file that a `for` goes through.
  func data(_ file: Token, names: [String], _ bindings: Bindings) throws(Failure) -> DataFile {
    let path = try bindings.bind(file).text
    guard bindings.files.contains(file.uses[0].name) else { throw .usage(.notAFile(file.uses[0].name)) }
    do throws(DataFile.Fault) {
      return try DataFile(path: path, names: names, signals: setup.signals)
    } catch {
      var failure = error.failure
      let place = error.line.map { "\(path):\($0): " } ?? ""
      failure.message = Text(same: "\(place)") + failure.message
      throw failure
    }
  }
}
