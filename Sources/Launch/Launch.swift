public import ArgumentParser
public import Console
import Glibc
import Terminal

/// How a program of this package begins and ends: its arguments, what is said before they are read or because they cannot be, its exit
/// code.
public enum Launch {
  /// Runs a program to its end.
  public static func run(_ root: any ParsableCommand.Type) -> Never {
    // A descriptor that was closed by whoever started us would be the first one that we open ourselves: a settings file as
    // standard output. These answer as closed ones do.
    for (descriptor, mode) in [(0, O_WRONLY), (1, O_RDONLY), (2, O_RDONLY)] as [(CInt, CInt)] where fcntl(descriptor, F_GETFD) < 0 {
      _ = open("/dev/null", mode)
    }
    if let unknown = UnknownSubcommand(in: Array(CommandLine.arguments.dropFirst()), of: root) {
      end(2, unknown.message, code: 1)
    }
    do {
      var command = try root.parseAsRoot()
      try command.run()
      exit(0)
    } catch {
      // swift-argument-parser ends with 64 on wrong usage: here that is 1. Its messages quote arguments: untrusted.
      let code = root.exitCode(for: error)
      end(code.isSuccess ? 1 : 2, root.fullMessage(for: error), code: code == .validationFailure ? 1 : code.rawValue)
    }
  }

  /// Ends with a message of the parser's; it may be empty.
  private static func end(_ descriptor: CInt, _ english: String, code: CInt) -> Never {
    let output = Output(descriptor: descriptor)
    let message = ParserMessages.fitted(language == .fr ? ParserMessages.inFrench(english) : english, to: output.capabilities.columns)
    if !message.isEmpty { output.writeLine(SafeText(message, newlines: .kept)) }
    exit(code)
  }

  /// The language that they ask for, as far as they can be understood; else that of settings file and environment.
  public static let language: Language = {
    let words = CommandLine.arguments.dropFirst().prefix { $0 != "--" }
    let option = words.lastIndex(of: "--lang").flatMap { $0 + 1 < words.endIndex ? words[$0 + 1] : nil }
    let glued = words.last { $0.hasPrefix("--lang=") }.map { String($0.dropFirst("--lang=".count)) }
    let set = (try? SettingsFile.read())?["lang"].flatMap(Language.init(named:))
    return Language.chosen(
      option: (glued ?? option).flatMap(Language.init(rawValue:)), setting: set, environment: Environment.value)
  }()

  /// A sentence in that language.
  public static func said(_ fr: String, _ en: String) -> String { language == .fr ? fr : en }
}
