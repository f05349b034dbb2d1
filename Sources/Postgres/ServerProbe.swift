import CLibPQ
import Glibc
import Synchronization

/// Asks a server on a thread of its own whether it takes connections (`PQpingParams`), so that whoever types waits for nothing.
public final class ServerProbe: Sendable {
  private enum State { case idle, asking, answered(Bool) }

  private let keywords: [(String, String)]
  private let state = Mutex(State.idle)

  init(_ conninfo: String, overrides: [String: String]) {
    keywords = [("dbname", conninfo)] + overrides.sorted { $0.key < $1.key }.map { ($0.key, $0.value) } + [("connect_timeout", "2")]
  }

  /// The answer, once: whether it takes connections; nil where none has come. Asks again where nobody is asking.
  public func answer() -> Bool? {
    let given: (answer: Bool?, asks: Bool) = state.withLock { state in
      switch state {
      case .asking: return (nil, false)
      case .idle:
        state = .asking
        return (nil, true)
      case .answered(let isThere):
        state = isThere ? .idle : .asking
        return (isThere, !isThere)
      }
    }
    if given.asks { ask() }
    return given.answer
  }

  private func ask() {
    var thread = pthread_t()
    let context = Unmanaged.passRetained(self)
    let started = pthread_create(
      &thread, nil,
      { context in
        let probe = Unmanaged<ServerProbe>.fromOpaque(context!).takeRetainedValue()
        let isThere = probe.ping()
        probe.state.withLock { $0 = .answered(isThere) }
        return nil
      }, context.toOpaque())
    guard started == 0 else {
      context.release()
      state.withLock { $0 = .idle }
      return
    }
    pthread_detach(thread)
  }

  private func ping() -> Bool {
    let names = keywords.map { strdup($0.0) }
    let values = keywords.map { strdup($0.1) }
    defer { for text in names + values { free(text) } }
    let ends: [UnsafePointer<CChar>?] = [nil]
    return PQpingParams(names.map { UnsafePointer($0) } + ends, values.map { UnsafePointer($0) } + ends, 1) == PQPING_OK
  }
}

extension Connection {
  /// What asks whether the server of this session takes connections.
  public var probe: ServerProbe { ServerProbe(conninfo, overrides: options.overrides) }
}
