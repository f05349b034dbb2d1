import ArgumentParser
import Console
import Launch
import LocalCluster
import Terminal

/// `pupitre-demo local`: the private local cluster.
struct Local: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: Launch.said("La grappe locale privée.", "The private local cluster."),
    subcommands: [Start.self, Stop.self, Status.self, Destroy.self])

  /// What each of them needs.
  struct Options: ParsableArguments {
    @OptionGroup var language: LanguageOption

    /// Does something with the cluster; a failure is said in a sentence.
    func with(_ work: (LocalCluster, Speaker) throws(LocalClusterError) -> Void) throws {
      let speaker = Speaker(Launch.language)
      do throws(LocalClusterError) {
        try work(try LocalCluster.standard(), speaker)
      } catch {
        throw speaker.fail(error)
      }
    }
  }

  /// Creates it if there is none, and starts it.
  struct Start: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: Launch.said("La démarrer, en la créant s'il n'y en a pas.", "Start it, creating it if there is none."))
    @OptionGroup var options: Options

    func run() throws {
      try options.with { (cluster, speaker) throws(LocalClusterError) in
        let folder = cluster.directory
        switch try cluster.ensureRunning() {
        case .created: speaker.say(Text(fr: "Créé et démarré dans \(folder).", en: "Created and started in \(folder)."))
        case .started: speaker.say(Text(fr: "Démarré.", en: "Started."))
        case .wasRunning: speaker.say(Text(fr: "Il tournait déjà.", en: "It was running."))
        }
      }
    }
  }

  /// Stops it.
  struct Stop: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: Launch.said("L'arrêter ; ses données restent.", "Stop it; its data stay."))
    @OptionGroup var options: Options

    func run() throws {
      try options.with { (cluster, speaker) throws(LocalClusterError) in
        try cluster.stop()
        speaker.say(Text(fr: "Arrêté.", en: "Stopped."))
      }
    }
  }

  /// Says how it is.
  struct Status: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: Launch.said("Dire où elle en est (sortie 3 si elle ne tourne pas).", "Say how it is (exit 3 unless it runs)."))
    @OptionGroup var options: Options

    func run() throws {
      var runs = false
      try options.with { (cluster, speaker) throws(LocalClusterError) in
        let folder = cluster.directory
        switch try cluster.status() {
        case .absent: speaker.say(Text(fr: "Rien dans \(folder).", en: "Nothing in \(folder)."))
        case .unfinished:
          speaker.say(
            Text(fr: "Inachevé dans \(folder) : pupitre-demo local start.", en: "Unfinished in \(folder): pupitre-demo local start."))
        case .stopped: speaker.say(Text(fr: "Arrêté, dans \(folder).", en: "Stopped, in \(folder)."))
        case .running(let pid):
          runs = true
          speaker.say(Text(fr: "En marche (processus \(pid)), dans \(folder).", en: "Running (process \(pid)), in \(folder)."))
        case .foreign:
          speaker.say(
            Text(
              fr: "\(folder) n'a pas été fait par pupitre : il est laissé tel quel.",
              en: "\(folder) was not made by pupitre: it is left alone."))
        }
        speaker.output.flush()
      }
      if !runs { throw ArgumentParser.ExitCode(Console.ExitCode.failed.rawValue) }
    }
  }

  /// Removes it with its data.
  struct Destroy: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: Launch.said("L'arrêter et la supprimer avec toutes ses données.", "Stop it and remove it with all its data."))
    @OptionGroup var options: Options

    func run() throws {
      try options.with { (cluster, speaker) throws(LocalClusterError) in
        let folder = cluster.directory
        if case .absent = try cluster.status() {
          speaker.say(Text(fr: "Rien dans \(folder) : rien à détruire.", en: "Nothing in \(folder): nothing to destroy."))
          return
        }
        try cluster.destroy()
        speaker.say(Text(fr: "Détruit.", en: "Destroyed."))
      }
    }
  }
}
