import ArgumentParser
import Glibc
import Terminal

do {
  var command = try Pupitre.parseAsRoot()
  try command.run()
} catch {
  // swift-argument-parser ends with 64 on wrong usage: here that is 1. Its messages quote arguments: untrusted.
  let code = Pupitre.exitCode(for: error)
  let message = Pupitre.fullMessage(for: error)
  if !message.isEmpty {
    Output(descriptor: code.isSuccess ? 1 : 2).writeLine(SafeText(message, newlines: .kept))
  }
  exit(code == .validationFailure ? 1 : code.rawValue)
}
