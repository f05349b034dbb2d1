import Glibc
import SystemCalls

/// What standard input holds that nobody is going to read.
public enum StandardInput {
  /// Whether there is anything in it: a file that was not read to its end, a pipe or a socket with something in it, a device
  /// other than a terminal and `/dev/null`. Never waits: a pipe in which nothing has arrived holds nothing.
  public static var holdsSomething: Bool {
    var about = stat()
    guard isatty(0) == 0, fstat(0, &about) == 0 else { return false }
    switch about.st_mode & S_IFMT {
    case S_IFREG: return lseek(0, 0, SEEK_CUR) < about.st_size
    case S_IFIFO, S_IFSOCK:
      var waiting: CInt = 0
      return ioctl(0, UInt(FIONREAD), &waiting) == 0 && waiting > 0
    case S_IFCHR: return !InputFile.isNull(about)
    default: return false
    }
  }

  /// Whether a path leads to what standard input is: `/dev/stdin`, say.
  public static func isFile(at path: String) -> Bool {
    var about = stat()
    var input = stat()
    return stat(path, &about) == 0 && fstat(0, &input) == 0 && about.st_dev == input.st_dev && about.st_ino == input.st_ino
  }
}
