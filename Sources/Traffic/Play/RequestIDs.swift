import Casework
import Desk

/// Request ids and keys made of the seed: the same seed sends the same ids, so that a rerun replays instead of doubling.
struct RequestIDs: Sendable {
  private let seed: UInt64

  /// - Parameter cast: Its day enters the ids as its seed does: on another day its drivers are other people, and their requests others.
  init(_ cast: Cast) {
    var mixer = SeededGenerator(seed: cast.seed, purpose: "requests", index: cast.today.number)
    seed = mixer.next()
  }

  /// The id for one purpose; `number` says whose request it is, `part` which of several.
  func callAsFunction(_ purpose: StaticString, _ number: Int, _ part: Int = 0) -> String {
    var generator = SeededGenerator(seed: seed, purpose: purpose, index: number &* 1024 &+ part)
    return UUIDText.make(generator.next(), generator.next())
  }
}
