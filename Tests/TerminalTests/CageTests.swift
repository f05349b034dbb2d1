import Glibc
import SystemCalls
import Testing

@testable import Terminal

@Suite("The cage of decoders", .serialized)
struct CageTests {
  @Test("Whatever decodes a stranger's file is bounded in memory, time and files", .enabled(if: Program.find("prlimit") != nil))
  func caged() throws {
    let folder = try TemporaryFolder()
    let cage = Cage(seconds: 20)
    let asked = "ulimit -v; ulimit -t; ulimit -f; ulimit -c; ulimit -n; echo ${PGPASSWORD:-none} ${HOME}"
    setenv("PGPASSWORD", "secret", 1)
    defer { unsetenv("PGPASSWORD") }
    _ = try cage.run("/bin/sh", called: "sh", ["-c", asked], output: "limits", in: folder, nil)
    let descriptor = open(folder.path + "/limits", O_RDONLY)
    try #require(descriptor >= 0)
    defer { close(descriptor) }
    var chunk = [UInt8](repeating: 0, count: 4096)
    let count = max(0, read(descriptor, &chunk, chunk.count))
    let lines = String(decoding: chunk.prefix(count), as: UTF8.self).split(separator: "\n").map(
      String.init)
    // KiB, seconds, blocks of 512 bytes, blocks, files.
    #expect(lines == ["\(1 << 20)", "20", "\(64 << 11)", "0", "64", "none \(folder.path)"])
    // What wants more does not get it.
    let greedy = "head -c 1600000000 /dev/zero | tail -c 1600000000 >/dev/null"
    #expect(try cage.run("/bin/sh", called: "sh", ["-c", greedy], in: folder, nil) != .exited(0))
  }

  @Test("What is asked of the cage, whether it is installed or not")
  func cage() {
    #expect(Cage(seconds: 20).limits == ["--as=1073741824", "--cpu=20:22", "--fsize=67108864", "--core=0", "--nofile=64"])
    #expect(Cage(seconds: 3).limits.contains("--cpu=3:5"))
  }

  @Test("A program that does not end is stopped after its seconds", .enabled(if: Program.find("prlimit") != nil))
  func slow() throws {
    let cage = Cage(seconds: 1)
    let folder = try TemporaryFolder()
    for endless in ["sleep 600", "while :; do :; done"] {
      #expect(throws: PictureViewer.Failure.tooSlow(program: "sh", seconds: 1), "\(endless)") {
        _ = try cage.run("/bin/sh", called: "sh", ["-c", endless], in: folder, nil)
      }
    }
  }

  @Test("It has a session of its own, no terminal of ours, and what it started ends with it", .enabled(if: Program.find("prlimit") != nil))
  func session() throws {
    let folder = try TemporaryFolder()
    let asked = "echo $$ $(cut -d' ' -f6 /proc/$$/stat); sleep 600 & echo $!; wait"
    #expect(throws: PictureViewer.Failure.tooSlow(program: "sh", seconds: 1)) {
      _ = try Cage(seconds: 1).run("/bin/sh", called: "sh", ["-c", asked], output: "said", in: folder, nil)
    }
    let said = folder.read("said", limit: 4096)
    let numbers = String(decoding: try #require(said), as: UTF8.self).split(whereSeparator: \.isWhitespace)
    try #require(numbers.count == 3)
    #expect(numbers[0] == numbers[1])
    // What is gone, or waits for somebody to take its number, has no command line any more.
    let deadline = now() + 20
    while let line = try? InputFile.bytes(of: "/proc/\(numbers[2])/cmdline", limit: 4096), !line.isEmpty {
      try #require(now() < deadline)
      _ = poll(nil, 0, 5)
    }
  }

  @Test("Nothing in it reaches a network, not even this machine's own", .enabled(if: Program.find("python3", in: "/usr/bin") != nil))
  func withoutNetwork() throws {
    // A server that answers, here and outside the cage.
    let server = socket(AF_INET, CInt(SOCK_STREAM.rawValue), 0)
    defer { close(server) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        _ = bind(server, address, size)
        _ = listen(server, 8)
        _ = getsockname(server, address, &size)
      }
    }
    let port = UInt16(bigEndian: address.sin_port)
    try #require(port > 0)
    let asked = """
      import socket, ctypes, os
      libc = ctypes.CDLL(None, use_errno=True)
      def tell(name, work):
          try: work(); print(name, "yes")
          except OSError as error: print(name, error.errno)
      tell("connect", lambda: socket.create_connection(("127.0.0.1", \(port)), 2))
      tell("udp", lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM))
      tell("local", lambda: socket.socket(socket.AF_UNIX))
      tell("raw", lambda: socket.socket(socket.AF_PACKET, socket.SOCK_RAW))
      libc.syscall(425, 8, 0); print("ring", ctypes.get_errno())
      libc.ptrace(16, os.getppid(), 0, 0); print("ptrace", ctypes.get_errno())
      print("open", sorted(int(n) for n in os.listdir("/proc/self/fd") if int(n) > 2 and os.path.exists("/proc/self/fd/" + n)))
      """
    let python = try #require(Program.find("python3", in: "/usr/bin"))
    let folder = try TemporaryFolder()
    let outcome = try Cage(seconds: 20).run(python, called: "python3", ["-c", asked], output: "said", errors: "errors", in: folder, nil)
    #expect(outcome == .exited(0))
    let bytes = folder.read("said", limit: 4096)
    let said = String(decoding: try #require(bytes), as: UTF8.self).split(separator: "\n")
    #expect(said == ["connect 13", "udp 13", "local 13", "raw 13", "ring 13", "ptrace 13", "open []"])
    // We ourselves still have it.
    let own = socket(AF_INET, CInt(SOCK_STREAM.rawValue), 0)
    #expect(own >= 0)
    close(own)
    var free = Program([python, "-c", "import socket; socket.create_connection(('127.0.0.1', \(port)), 5)"])
    free.standing = .ownGroup
    #expect(free.run(within: 20) == .exited(0))
  }
}
