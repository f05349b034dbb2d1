import SystemPackage

/// The configuration that we write into `data/pupitre.conf` before every start; `postgresql.conf` only includes it.
struct ServerSettings {
  let durability: LocalCluster.Durability
  let socketFolder: FilePath
  let further: [String: String]

  /// The file's text.
  ///
  /// - Throws: ``LocalClusterError/invalidSetting(name:)`` if a further setting is not `name` or `extension.name`, or its
  ///   value has a line break or a NUL.
  func text() throws(LocalClusterError) -> String {
    var lines = ["# Written by pupitre before each start: changes made here are lost."]
    for (name, value) in fixed { lines.append("\(name) = '\(Self.quoted(value))'") }
    for (name, value) in further.sorted(by: { $0.key < $1.key }) {
      let letters = name.utf8.allSatisfy { ("a"..."z").contains(Unicode.Scalar($0)) || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: ".") }
      guard letters, !name.isEmpty, value.unicodeScalars.allSatisfy({ $0 != "\n" && $0 != "\r" && $0 != "\0" }) else {
        throw .invalidSetting(name: name)
      }
      lines.append("\(name) = '\(Self.quoted(value))'")
    }
    return lines.map { $0 + "\n" }.joined()
  }

  private var fixed: [(String, String)] {
    [
      // The schema knows a private server by this name, and lets its clock be moved.
      ("cluster_name", "pupitre-local"),
      // A socket and nothing else. The list's own quotes keep a path with spaces or commas whole.
      ("listen_addresses", ""),
      (
        "unix_socket_directories",
        "\"" + socketFolder.string.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
      ),
      ("unix_socket_permissions", "0700"),
      // A console that dies leaves no statement running and no transaction open.
      ("client_connection_check_interval", "10s"),
      ("idle_in_transaction_session_timeout", "60s"),
      ("synchronous_commit", "on"),
      // Short statements only; compiling them costs more than it gives.
      ("jit", "off"),
      // No personal data in the log: neither statements, nor parameters, nor the errors of clients, whose very texts
      // quote values ("invalid input syntax for type date: …"); terse leaves out DETAIL, which quotes whole keys.
      ("log_min_messages", "log"), ("log_error_verbosity", "terse"), ("log_min_error_statement", "panic"),
      ("log_statement", "none"), ("log_min_duration_statement", "-1"),
      ("log_parameter_max_length", "0"), ("log_parameter_max_length_on_error", "0"),
      ("log_line_prefix", "%m [%p] "),
    ] + (durability == .durable ? [] : Self.throwAway)
  }

  private static let throwAway = [
    ("fsync", "off"), ("full_page_writes", "off"), ("wal_level", "minimal"), ("max_wal_senders", "0"),
    ("checkpoint_timeout", "1h"), ("max_connections", "200"), ("shared_buffers", "32MB"),
  ]

  /// Within single quotes a configuration file takes backslashes as in C.
  private static func quoted(_ value: String) -> String { value.escaping("\\", "'") }
}
