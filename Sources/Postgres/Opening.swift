import CLibPQ
import Glibc

/// The opening of a session, step by step, so that a deadline and Ctrl-C are heeded (`PQconnectStartParams`,
/// `PQconnectPoll`).
struct Opening {
  private let options: ConnectionOptions
  private let keywords: [(String, String)]
  private let settingsKeyword: (String, String)?

  /// - Throws: ``PostgresError/connectionFailed(message:)`` for a connection string that libpq cannot parse.
  init(_ conninfo: String, _ options: ConnectionOptions) throws(PostgresError) {
    guard !conninfo.utf8.contains(0) else { throw .connectionFailed(message: "the connection string contains a NUL character") }
    self.options = options
    // Of keywords given twice libpq takes the last: what stands before the connection string is a default, what comes
    // after it wins.
    var keywords: [(String, String)] = []
    keywords += Self.liveness
    if !options.applicationName.isEmpty { keywords.append(("fallback_application_name", options.applicationName)) }
    keywords.append(("dbname", conninfo))
    keywords += options.overrides.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    keywords.append(("client_encoding", "UTF8"))
    self.keywords = keywords
    if options.settings.isEmpty {
      settingsKeyword = nil
    } else {
      // libpq has one `options` string: the caller's own is kept, in front of ours.
      let given = try Self.optionsKeyword(of: conninfo)
      let own = options.overrides["options"] ?? given ?? ""
      let added = options.settings.sorted { $0.key < $1.key }.map { "-c \($0.key)=\(Self.escaped($0.value))" }
      settingsKeyword = ("options", ([own] + added).filter { !$0.isEmpty }.joined(separator: " "))
    }
  }

  /// A peer that is gone without a word is noticed within half a minute, also while something was sent to it and not confirmed.
  private static let liveness = [
    ("keepalives_idle", "10"), ("keepalives_interval", "5"), ("keepalives_count", "3"), ("tcp_user_timeout", "20000"),
  ]

  func open(_ inbox: Inbox) throws(PostgresError) -> OpaquePointer {
    do {
      return try attempt(keywords + (settingsKeyword.map { [$0] } ?? []), inbox)
    } catch .connectionFailed(let message) where settingsKeyword != nil && message.contains("unsupported startup parameter") {
      // pgbouncer's words. It would share these settings among its clients anyway.
      return try attempt(keywords, inbox)
    }
  }

  private func attempt(_ keywords: [(String, String)], _ inbox: Inbox) throws(PostgresError) -> OpaquePointer {
    guard let raw = start(keywords) else { throw .outOfMemory }
    inbox.attach(to: raw)
    do {
      try poll(raw, within: timeout(raw))
    } catch {
      PQfinish(raw)
      throw error
    }
    PQsetnonblocking(raw, 1)
    return raw
  }

  private func start(_ keywords: [(String, String)]) -> OpaquePointer? {
    let names = keywords.map { strdup($0.0) }
    let values = keywords.map { strdup($0.1) }
    defer { (names + values).forEach { free($0) } }
    return PQconnectStartParams(
      names.map { UnsafePointer($0) } + [nil], values.map { UnsafePointer($0) } + [nil], 1)
  }

  private func poll(_ raw: OpaquePointer, within timeout: Duration) throws(PostgresError) {
    let deadline = Deadline.after(timeout)
    guard PQstatus(raw) != CONNECTION_BAD else { throw failure(raw) }
    // "If you have yet to call PQconnectPoll, behave as if it last returned PGRES_POLLING_WRITING."
    var step = PGRES_POLLING_WRITING
    while step != PGRES_POLLING_OK {
      guard step == PGRES_POLLING_READING || step == PGRES_POLLING_WRITING else { throw failure(raw) }
      // The socket may change from step to step: libpq tries one address after another.
      let readiness = Readiness.wait(
        socket: PQsocket(raw), events: step == PGRES_POLLING_READING ? POLLIN : POLLOUT, interrupt: options.interruptDescriptor,
        until: deadline)
      if readiness.interrupt { throw .cancelled(message: "connecting was interrupted") }
      guard readiness.socket else {
        let host = PQhost(raw).map { String(cString: $0) } ?? "the server"
        throw .connectionFailed(message: "no answer from \(host) within \(timeout)")
      }
      step = PQconnectPoll(raw)
    }
  }

  private func failure(_ raw: OpaquePointer) -> PostgresError {
    .connectionFailed(message: String(cString: PQerrorMessage(raw)).trimmingNewlines)
  }

  /// libpq heeds `connect_timeout` in its blocking calls only; what it resolved is known once it has started.
  private func timeout(_ raw: OpaquePointer) -> Duration {
    if let timeout = options.connectTimeout { return timeout }
    let resolved = PQconninfo(raw)
    defer { PQconninfoFree(resolved) }
    if let seconds = Self.value(of: "connect_timeout", in: resolved).flatMap({ Int($0) }), seconds > 0 { return .seconds(seconds) }
    return .seconds(10)
  }

  /// The `options` that hold without ours: those of the connection string, else of `PGOPTIONS`.
  private static func optionsKeyword(of conninfo: String) throws(PostgresError) -> String? {
    let inherited = getenv("PGOPTIONS").map { String(cString: $0) }
    // Anything else is the mere name of a database.
    guard conninfo.contains("=") || conninfo.contains("://") else { return inherited }
    var message: UnsafeMutablePointer<CChar>?
    guard let parsed = PQconninfoParse(conninfo, &message) else {
      defer { PQfreemem(message) }
      throw .connectionFailed(message: message.map { String(cString: $0).trimmingNewlines } ?? "the connection string is not valid")
    }
    defer { PQconninfoFree(parsed) }
    return value(of: "options", in: parsed) ?? inherited
  }

  private static func value(of keyword: String, in entries: UnsafeMutablePointer<PQconninfoOption>?) -> String? {
    guard var entry = entries else { return nil }
    while let name = entry.pointee.keyword {
      if String(cString: name) == keyword { return entry.pointee.val.map { String(cString: $0) } }
      entry += 1
    }
    return nil
  }

  /// In `options`, a space ends an argument unless a backslash stands before it.
  private static func escaped(_ value: String) -> String {
    value.replacing("\\", with: "\\\\").replacing(" ", with: "\\ ")
  }
}
