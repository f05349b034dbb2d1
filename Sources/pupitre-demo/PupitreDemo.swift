import ArgumentParser
import Launch

/// What invents drivers, and keeps the private cluster that they are invented in; the agents' program holds none of it.
struct PupitreDemo: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pupitre-demo",
    abstract: Launch.said(
      "La démonstration du pupitre : des conducteurs inventés, dans une grappe locale privée.",
      "The desk's demonstration: invented drivers, in a private local cluster."),
    subcommands: [Demo.self, Local.self, PlayTraffic.self])
}
