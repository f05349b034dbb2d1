import ArgumentParser
import Glibc
import Terminal

// A descriptor that was closed by whoever started us would be the first one that we open ourselves: a settings file as
// standard output. These answer as closed ones do.
for (descriptor, mode) in [(0, O_WRONLY), (1, O_RDONLY), (2, O_RDONLY)] as [(CInt, CInt)] where fcntl(descriptor, F_GETFD) < 0 {
  _ = open("/dev/null", mode)
}

do {
  var command = try Pupitre.parseAsRoot()
  try command.run()
} catch {
  // swift-argument-parser ends with 64 on wrong usage: here that is 1. Its messages quote arguments: untrusted.
  let code = Pupitre.exitCode(for: error)
  let message = Launch.translated(Pupitre.fullMessage(for: error))
  if !message.isEmpty {
    Output(descriptor: code.isSuccess ? 1 : 2).writeLine(SafeText(message, newlines: .kept))
  }
  exit(code == .validationFailure ? 1 : code.rawValue)
}
