import SystemPackage

/// A PostgreSQL server of one's own: reachable through a Unix socket only, its data in one folder that this type made.
///
/// Everything is found in that folder, so that any process may come along later and go on:
///
/// | entry | what it is |
/// |---|---|
/// | `pupitre-cluster` | the marker: without it nothing in the folder is ever started, changed or removed |
/// | `data/` | what `initdb` made, mode 0700 |
/// | `socket/` | the socket, mode 0700 (elsewhere if its path would be too long, see ``socketDirectory``) |
/// | `server.log` | the server's log, without statements or their values |
///
/// The server outlives the process that started it, is started again after a crash or a reboot, and stays until
/// ``stop()`` or ``destroy()``. Operations take an exclusive lock on the folder (`flock`), so any number of processes and
/// threads may call them at once; each call blocks its thread (`create` about a second, `start` a tenth of one).
///
/// `initdb` refuses to run as root: there the server's programs run as the user `postgres`, who then owns the folder.
public struct LocalCluster: Sendable {
  /// The cluster's folder, absolute.
  public var directory: String { folder.string }

  /// How much the data are worth.
  public let durability: Durability

  /// Further lines for the server's configuration, by setting name; they win over ours and hold from the next start.
  public let settings: [String: String]

  let folder: FilePath
  var limits = Limits()

  /// How much the data are worth.
  public enum Durability: Sendable {
    /// `fsync` on: what was committed survives kill -9 and a power cut.
    case durable
    /// `fsync` off and little memory, for tests: half the time to make, lost in a power cut.
    case throwAway
  }

  /// What is found in the folder.
  public enum Status: Sendable, Equatable {
    /// Nothing, or an empty folder: ``LocalCluster/create()`` may use it.
    case absent
    /// Our marker on a creation or a removal that was interrupted, or that is under way right now.
    case unfinished
    /// A cluster without a running server.
    case stopped
    /// A cluster whose server has this process id (it may still be starting up).
    case running(pid: Int32)
    /// A folder (or a file) that we did not make: it is left alone.
    case foreign
  }

  /// What ``LocalCluster/ensureRunning()`` had to do.
  public enum Arrival: Sendable, Equatable {
    /// The cluster was made (or made anew after an interrupted creation) and started: it holds no data yet.
    case created
    /// The cluster existed, and its server was started.
    case started
    /// The server was running.
    case wasRunning
  }

  /// Describes a cluster; touches nothing.
  ///
  /// - Parameters:
  ///   - directory: its folder; relative to the working directory unless it starts with `/`.
  ///   - durability: how much the data are worth.
  ///   - settings: further server settings by name, unquoted: `["work_mem": "16MB"]`.
  public init(directory: String, durability: Durability = .durable, settings: [String: String] = [:]) {
    folder = FilePath.absolute(directory)
    self.durability = durability
    self.settings = settings
  }

  /// How long to wait, in seconds. Generous: they only bound a fault.
  struct Limits: Sendable {
    /// For the lock, which another process may hold for a whole creation.
    var lock = 120
    /// For a server to come up (recovery after a crash included) or to go down: `pg_ctl --timeout`.
    var server = 120
    /// For the backends of a killed server to notice and leave.
    var orphans = 20
  }

  var dataFolder: FilePath { folder.appending("data") }
  var logFile: FilePath { folder.appending("server.log") }
  var marker: ClusterMarker.File { ClusterMarker.File(path: folder.appending("pupitre-cluster")) }
}
