import Glibc
import Synchronization

/// A wire between a program and the test server that breaks where a test says: it passes on what either side sends, looks at the statements
/// that come by (PostgreSQL manual, "Message Formats"), and cuts, swallows or delays around one of them.
///
/// It listens on a Unix socket in a folder of its own; both are gone with the last reference.
public final class FaultyWire: Sendable {
  /// What becomes of a statement and of its answer.
  public enum Fault: Sendable {
    /// Cut before the server has any of it.
    case cutBeforeRequest
    /// Cut once the server has answered, and so committed; nothing of the answer is passed on.
    case cutAfterAnswer
    /// The same, but the first bytes of the answer are passed on.
    case cutWithinAnswer
    /// Cut while the server is at it; the `then` of the fault says when.
    case cutWhileRunning
    /// The answer is swallowed and the connection stays, silent: a black hole.
    case swallow
  }

  private struct Trap {
    var fault: Fault
    var statement: String
    var then: @Sendable () -> Void
  }

  private struct State {
    var traps: [Trap] = []
    var seen: [String] = []
    var isOpen = true
  }

  private let folder: String
  private let path: String
  private let server: sockaddr_un
  private let listener: CInt
  private let state = Mutex(State())

  /// A wire to the server of a connection string that names a socket folder.
  public init(to conninfo: String) throws {
    func value(_ name: String) -> String? {
      conninfo.split(separator: " ").first { $0.hasPrefix(name + "=") }?.dropFirst(name.count + 1).filter { $0 != "'" }
    }
    var name = Array("/tmp/pupitre-wire-XXXXXX".utf8CString)
    guard mkdtemp(&name) != nil else { throw SpawnError(call: "mkdtemp", errno: errno) }
    folder = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let port = value("port") ?? "5432"
    server = Self.address("\(value("host") ?? "/var/run/postgresql")/.s.PGSQL.\(port)")
    listener = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    _ = fcntl(listener, F_SETFD, FD_CLOEXEC)
    path = "\(folder)/.s.PGSQL.\(port)"
    var address = Self.address(path)
    let code = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(listener, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) }
    }
    guard code == 0, listen(listener, 16) == 0 else { throw SpawnError(call: "bind", errno: errno) }
    accept()
  }

  deinit {
    state.withLock { $0.isOpen = false }
    shutdown(listener, Int32(SHUT_RDWR))
    close(listener)
    unlink(path)
    rmdir(folder)
  }

  /// The same connection string by way of this wire.
  public func conninfo(_ direct: String) -> String { direct + " host='\(folder)'" }

  /// Breaks around the next statement whose text contains this, once. `then` is called when it has come to that, before anything else goes
  /// on.
  public func arm(_ fault: Fault, at statement: String, then: @escaping @Sendable () -> Void = {}) {
    state.withLock { $0.traps.append(Trap(fault: fault, statement: statement, then: then)) }
  }

  /// How many statements with this in their text came by.
  public func count(of statement: String) -> Int { state.withLock { $0.seen.count { $0.contains(statement) } } }

  private func accept() {
    let listener = listener
    Self.onThread { [weak self] in
      while true {
        let client = Glibc.accept(listener, nil, nil)
        guard client >= 0 else { return }
        guard let self else {
          close(client)
          return
        }
        let (server, take) = (self.server, { @Sendable [weak self] (text: String) in self?.trap(for: text) })
        Self.onThread { Exchange(client: client, server: server, take: { text in take(text).map { ($0.fault, $0.then) } }).run() }
      }
    }
  }

  private func trap(for statement: String) -> Trap? {
    state.withLock { state in
      state.seen.append(statement)
      guard let index = state.traps.firstIndex(where: { statement.contains($0.statement) }) else { return nil }
      return state.traps.remove(at: index)
    }
  }

  private static func onThread(_ work: @escaping @Sendable () -> Void) {
    let box = Unmanaged.passRetained(Work(work))
    var thread = pthread_t()
    pthread_create(
      &thread, nil,
      { argument in
        argument.map { Unmanaged<Work>.fromOpaque($0).takeRetainedValue() }?.run()
        return nil
      }, box.toOpaque())
    pthread_detach(thread)
  }

  private final class Work: Sendable {
    let run: @Sendable () -> Void
    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
  }

  fileprivate static func address(_ path: String) -> sockaddr_un {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8.prefix($0.count - 1)) }
    return address
  }
}

/// One connection through the wire.
private final class Exchange {
  private let client: CInt
  private let upstream: CInt
  private let take: (String) -> (fault: FaultyWire.Fault, then: @Sendable () -> Void)?
  /// What came from each side and is not a whole message yet.
  private var (request, answer): ([UInt8], [UInt8]) = ([], [])
  private var hasStarted = false
  private var trap: (fault: FaultyWire.Fault, then: @Sendable () -> Void)?

  init(client: CInt, server: sockaddr_un, take: @escaping (String) -> (fault: FaultyWire.Fault, then: @Sendable () -> Void)?) {
    self.client = client
    self.take = take
    upstream = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    for descriptor in [client, upstream] { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
    var server = server
    _ = withUnsafePointer(to: &server) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(upstream, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) }
    }
  }

  func run() {
    defer {
      close(client)
      close(upstream)
    }
    var descriptors = [pollfd(fd: client, events: Int16(POLLIN), revents: 0), pollfd(fd: upstream, events: Int16(POLLIN), revents: 0)]
    while poll(&descriptors, 2, -1) > 0 {
      if descriptors[0].revents != 0 {
        guard let bytes = Self.read(client), pass(request: bytes) else { return }
      }
      if descriptors[1].revents != 0 {
        guard let bytes = Self.read(upstream), pass(answer: bytes) else { return }
      }
    }
  }

  /// Passes on whole messages of the client's; false where the wire is to be cut.
  private func pass(request bytes: [UInt8]) -> Bool {
    request += bytes
    while let length = Self.length(request, hasType: hasStarted), request.count >= length {
      let message = Array(request[..<length])
      request.removeFirst(length)
      // The first message has no type, and a request to encrypt is followed by another such.
      if !hasStarted {
        hasStarted = true
      } else if message[0] == UInt8(ascii: "P") || message[0] == UInt8(ascii: "Q"), trap == nil {
        trap = take(String(decoding: message[5...], as: UTF8.self))
        if let trap, trap.fault == .cutBeforeRequest {
          trap.then()
          return false
        }
      }
      Self.write(upstream, message)
      if let trap, trap.fault == .cutWhileRunning, message.first == UInt8(ascii: "S") {
        trap.then()
        return false
      }
    }
    return true
  }

  /// Passes on what the server sends, or not; false where the wire is to be cut.
  private func pass(answer bytes: [UInt8]) -> Bool {
    guard let trap else {
      Self.write(client, bytes)
      return true
    }
    answer += bytes
    // Up to "ready for query": then the statement is over.
    var rest = answer[...]
    while let length = Self.length(Array(rest.prefix(5)), hasType: true), rest.count >= length {
      if rest.first == UInt8(ascii: "Z") {
        trap.then()
        switch trap.fault {
        case .cutWithinAnswer:
          Self.write(client, Array(answer.prefix(answer.count / 2)))
          return false
        case .swallow: return true
        default: return false
        }
      }
      rest = rest.dropFirst(length)
    }
    return true
  }

  private static func length(_ bytes: [UInt8], hasType: Bool) -> Int? {
    let start = hasType ? 1 : 0
    guard bytes.count >= start + 4 else { return nil }
    return start + bytes[start..<start + 4].reduce(0) { $0 << 8 | Int($1) }
  }

  private static func read(_ descriptor: CInt) -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: 65_536)
    let count = Glibc.read(descriptor, &bytes, bytes.count)
    return count > 0 ? Array(bytes[..<count]) : nil
  }

  private static func write(_ descriptor: CInt, _ bytes: [UInt8]) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      guard count > 0 else { return }
      rest.removeFirst(count)
    }
  }
}
