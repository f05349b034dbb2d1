import Console
import Launch
import LocalCluster
import Terminal
import Traffic

extension Speaker {
  /// The end that a failure of the private cluster calls for.
  func fail(_ error: LocalClusterError) -> any Error { fail(.failed, Text(same: SafeText(error.description, newlines: .kept))) }

  /// The end that a failure of a play calls for.
  func fail(_ error: TrafficError) -> any Error {
    switch error {
    case .service(_, let cause): fail(cause)
    case .notDemo(let database):
      fail(
        .notAllowed,
        Text(
          fr: "La base « \(database) » n'a pas été faite pour des conducteurs inventés : rien n'y a été écrit.",
          en: "The database \"\(database)\" was not made for invented drivers: nothing has been written to it."))
    default: fail(.failed, Text(same: "\(error.description)"))
    }
  }
}
