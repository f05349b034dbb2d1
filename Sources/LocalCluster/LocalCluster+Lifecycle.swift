import Glibc
import SystemPackage

extension LocalCluster {
  /// What is found in the folder, now. Takes no lock and changes nothing.
  ///
  /// - Throws: ``LocalClusterError/system(operation:path:errno:message:)`` if the folder cannot be read.
  public func status() throws(LocalClusterError) -> Status {
    guard let entry = try Folder.look(folder) else { return .absent }
    guard Folder.isFolder(entry) else { return .foreign }
    guard let marker = try marker.read() else {
      guard access(folder.string, R_OK | X_OK) == 0 else { throw .system("read", folder) }
      return try Folder.names(in: folder).isEmpty ? .absent : .foreign
    }
    if let server = try PostmasterFile(dataFolder: dataFolder), server.isAlive { return .running(pid: server.pid) }
    return marker.isWhole ? .stopped : .unfinished
  }

  /// Makes the cluster: `initdb` with UTF-8, the locale C.UTF-8 and a superuser named as ``superuser``. An interrupted
  /// creation is thrown away and begun anew. Does not start the server.
  ///
  /// - Throws: ``LocalClusterError/alreadyExists(path:)``; ``LocalClusterError/foreignFolder(path:)`` for a folder that is
  ///   not empty and not ours; ``LocalClusterError/programFailed(name:status:lines:)`` with `initdb`'s last lines.
  public func create() throws(LocalClusterError) {
    let account = try ServerAccount.current()
    let lock = try lockMaking()
    guard try lockedStatus(account) != .ready else { throw .alreadyExists(path: directory) }
    try createLocked(account, lock)
  }

  /// Starts the server and waits until it lets clients in; does nothing more if it runs. What a killed server left behind
  /// is cleared first.
  ///
  /// - Throws: ``LocalClusterError/notCreated(path:)``; ``LocalClusterError/programFailed(name:status:lines:)`` with the last
  ///   lines of the server's log.
  public func start() throws(LocalClusterError) {
    let account = try ServerAccount.current()
    guard let lock = try lockExisting(), try lockedStatus(account) == .ready else { throw .notCreated(path: directory) }
    _ = try startLocked(account, lock)
  }

  /// Makes sure that there is a running server: creates, repairs and starts as needed. The usual way in.
  ///
  /// - Returns: what had to be done.
  /// - Throws: as ``create()`` and ``start()``.
  @discardableResult public func ensureRunning() throws(LocalClusterError) -> Arrival {
    let account = try ServerAccount.current()
    let lock = try lockMaking()
    let isNew = try lockedStatus(account) != .ready
    if isNew { try createLocked(account, lock) }
    let started = try startLocked(account, lock)
    return isNew ? .created : started ? .started : .wasRunning
  }

  /// Stops the server, ending its sessions (`pg_ctl stop --mode=fast`; a throw-away one at once); does nothing if none runs.
  ///
  /// - Throws: ``LocalClusterError/foreignFolder(path:)``; ``LocalClusterError/programFailed(name:status:lines:)``.
  public func stop() throws(LocalClusterError) {
    let account = try ServerAccount.current()
    guard let lock = try lockExisting() else { return }
    guard try lockedStatus(account) != .none else { return }
    try stopLocked(account, lock)
  }

  /// Stops the server and removes all that was made, the folder included; does nothing if there is no cluster.
  ///
  /// - Throws: ``LocalClusterError/foreignFolder(path:)``; ``LocalClusterError/strangeEntries(path:names:)`` if somebody has put
  ///   other things there: then nothing is removed and the server goes on.
  public func destroy() throws(LocalClusterError) {
    let account = try ServerAccount.current()
    guard let lock = try lockExisting() else { return }
    guard try lockedStatus(account) != .none else { return }
    let strange = try Folder.names(in: folder).filter { !Self.entries.contains($0) }
    guard strange.isEmpty else { throw .strangeEntries(path: directory, names: strange) }
    try stopLocked(account, lock)
    let socketFolder = try marker.read()?.socketFolder
    try marker.write(ClusterMarker(isWhole: false, socketFolder: socketFolder))
    try removeContents(account, lock)
    marker.remove()
    guard rmdir(folder.string) == 0 else { throw .system("remove", folder) }
  }
}

/// Beneath the lock.
extension LocalCluster {
  /// All that we ever put into the folder.
  private static let entries: Set = [
    "pupitre-cluster", "pupitre-cluster.new", "data", "socket", "server.log", "server.log.1",
  ]

  private enum LockedStatus { case none, unfinished, ready }

  private func lockExisting() throws(LocalClusterError) -> FolderLock? { try FolderLock.take(folder, seconds: limits.lock) }

  private func lockMaking() throws(LocalClusterError) -> FolderLock {
    // Once more if another process destroyed the cluster while we waited for it.
    while true {
      try Folder.make(folder)
      if let lock = try FolderLock.take(folder, seconds: limits.lock) { return lock }
    }
  }

  private func lockedStatus(_ account: ServerAccount) throws(LocalClusterError) -> LockedStatus {
    switch try status() {
    case .foreign: throw .foreignFolder(path: directory)
    case .absent: return .none
    case .unfinished, .stopped, .running: break
    }
    if let owner = try Folder.look(folder)?.st_uid, owner != account.uid {
      // A creation that root began may not have given the folder away yet.
      let isWhole = try marker.read()?.isWhole ?? false
      guard account.byRoot, owner == 0, !isWhole else { throw .otherOwner(path: directory, user: ServerAccount.name(of: owner)) }
    }
    return try marker.read()?.isWhole == true ? .ready : .unfinished
  }

  private func createLocked(_ account: ServerAccount, _ lock: borrowing FolderLock) throws(LocalClusterError) {
    let programs = try ServerPrograms.find(version: nil)
    let socketFolder = try marker.read()?.socketFolder
    try marker.write(ClusterMarker(isWhole: false, socketFolder: socketFolder))
    try removeContents(account, lock)
    guard !account.byRoot || lchown(folder.string, account.uid, account.gid) == 0 else { throw .system("give away", folder) }
    guard chmod(folder.string, 0o700) == 0 else { throw .system("close", folder) }

    var arguments = ["--pgdata=data", "--username=\(Self.superuser)", "--auth=trust"]
    arguments += ["--encoding=UTF8", "--locale=C.UTF-8", "--no-instructions"]
    if durability == .throwAway { arguments.append("--no-sync") }
    try run(programs, "initdb", arguments, account, lock.descriptor)

    let configuration = dataFolder.appending("postgresql.conf")
    let standard = try Folder.contents(of: configuration, limit: 1_048_576) ?? []
    try Folder.write(standard + Array("\ninclude 'pupitre.conf'\n".utf8), to: configuration, mode: 0o600, owner: account)
    let access = "# The socket's folder lets in nobody but the server's own user and root.\nlocal all all trust\n"
    try Folder.write(Array(access.utf8), to: dataFolder.appending("pg_hba.conf"), mode: 0o600, owner: account)
    try marker.write(ClusterMarker(isWhole: true))
  }

  /// Gives whether the server had to be started.
  private func startLocked(_ account: ServerAccount, _ lock: borrowing FolderLock) throws(LocalClusterError) -> Bool {
    if try awaitRunning() { return false }
    let programs = try ServerPrograms.find(version: dataVersion())
    let socketFolder = try prepareSocketFolder(account)
    try clearLeftovers(socketFolder)
    let settings = ServerSettings(durability: durability, socketFolder: socketFolder, further: settings)
    try Folder.write(Array(settings.text().utf8), to: dataFolder.appending("pupitre.conf"), mode: 0o600, owner: account)
    let logged = try rotateLog()
    // Relative paths: pg_ctl hands them to a shell, which must not read the folder's name.
    let arguments = ["start", "--pgdata=data", "--log=server.log", "--wait", "--timeout=\(limits.server)", "--silent"]
    do {
      // Not holding the lock: the server would inherit it and keep it for its whole life.
      try run(programs, "pg_ctl", arguments, account, nil)
    } catch {
      // A console killed in the midst of its start leaves a pg_ctl that may have been faster.
      if try awaitRunning() { return false }
      guard case .programFailed(let name, let status, let lines) = error else { throw error }
      let tail = try Folder.contents(of: logFile, limit: 65_536, from: logged) ?? []
      throw .programFailed(name: name, status: status, lines: lines + tail.lastLines(12))
    }
    return true
  }

  private func stopLocked(_ account: ServerAccount, _ lock: borrowing FolderLock) throws(LocalClusterError) {
    guard let server = try PostmasterFile(dataFolder: dataFolder), server.isAlive else { return }
    let mode = durability == .durable ? "fast" : "immediate"
    let arguments = ["stop", "--pgdata=data", "--mode=\(mode)", "--wait", "--timeout=\(limits.server)", "--silent"]
    try run(try ServerPrograms.find(version: dataVersion()), "pg_ctl", arguments, account, lock.descriptor)
  }

  /// Waits for a running server to let clients in; false if none runs.
  private func awaitRunning() throws(LocalClusterError) -> Bool {
    let deadline = Deadline(seconds: limits.server)
    while let server = try PostmasterFile(dataFolder: dataFolder), server.isAlive {
      if server.isReady { return true }
      guard deadline.pause() else { throw .timedOut(path: directory, seconds: limits.server) }
    }
    return false
  }

  /// Waits for a killed server's processes, which notice its death by themselves; then removes what keeps PostgreSQL from
  /// starting if the killed one's process id is somebody else's by now, or a zombie's. The rest it clears itself.
  private func clearLeftovers(_ socketFolder: FilePath) throws(LocalClusterError) {
    let deadline = Deadline(seconds: limits.orphans)
    while let left = try PostmasterFile(dataFolder: dataFolder), left.hasOrphans {
      guard deadline.pause() else { throw .timedOut(path: directory, seconds: limits.orphans) }
    }
    var stale = [socketFolder.appending(".s.PGSQL.5432.lock")]
    if let left = try PostmasterFile(dataFolder: dataFolder), kill(left.pid, 0) == 0 { stale.append(left.path) }
    for path in stale where unlink(path.string) != 0 && errno != ENOENT { throw .system("remove", path) }
  }

  private func prepareSocketFolder(_ account: ServerAccount) throws(LocalClusterError) -> FilePath {
    if SocketFolder.fits(ownSocketFolder) {
      try Folder.makePrivate(ownSocketFolder, for: account)
      return ownSocketFolder
    }
    if let recorded = try marker.read()?.socketFolder, try SocketFolder.isUsable(recorded, by: account) { return recorded }
    let made = try SocketFolder.makeShort(for: account)
    try marker.write(ClusterMarker(isWhole: true, socketFolder: made))
    return made
  }

  /// Keeps one old log of a megabyte or more; gives where the next start's lines begin, in bytes.
  private func rotateLog() throws(LocalClusterError) -> Int {
    guard let size = try Folder.look(logFile).map({ Int($0.st_size) }) else { return 0 }
    guard size >= 1_048_576 else { return size }
    guard rename(logFile.string, folder.appending("server.log.1").string) == 0 else { throw .system("rename", logFile) }
    return 0
  }

  /// Removes all but the marker, as the server's user: whatever may be wrong, root's `rm` never runs.
  private func removeContents(_ account: ServerAccount, _ lock: borrowing FolderLock) throws(LocalClusterError) {
    var paths = Self.entries.filter { !$0.hasPrefix("pupitre-cluster") && access(folder.appending($0).string, F_OK) == 0 }
    if let socketFolder = try marker.read()?.socketFolder, try SocketFolder.isUsable(socketFolder, by: account) {
      paths.insert(socketFolder.string)
    }
    guard !paths.isEmpty else { return }
    let command = account.command("/bin/rm", ["-rf", "--"] + paths.sorted())
    let child = try Child.run(command, in: folder, holding: lock.descriptor)
    guard child.succeeded else { throw .programFailed("rm", child) }
  }

  private func dataVersion() throws(LocalClusterError) -> String? {
    try Folder.contents(of: dataFolder.appending("PG_VERSION"), limit: 64)?.lastLines(1).first
  }

  private func run(
    _ programs: ServerPrograms, _ name: String, _ arguments: [String], _ account: ServerAccount, _ lock: FileDescriptor?
  ) throws(LocalClusterError) {
    let child = try Child.run(account.command(programs.path(name), arguments), in: folder, holding: lock)
    guard child.succeeded else { throw .programFailed(name, child) }
  }
}
