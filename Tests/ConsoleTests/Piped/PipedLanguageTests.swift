import Foundation
import TestSupport
import Testing

/// The language of what is said, and the two names of every command.
@Suite struct PipedLanguageTests {
  private static let french = "stdin:1: vous n'avez pas de dossier en main\n"
  private static let english = "stdin:1: you have no case in hand\n"

  @Test func whatDecides() throws {
    let counter = try Counter()
    func first(_ lang: String?, _ environment: [String: String]) throws -> String {
      let run = try counter.run("approve\n", lang: lang, environment: environment)
      #expect(run.status == .exited(3))
      return run.errors.split(separator: "\n").first.map { $0 + "\n" } ?? ""
    }
    #expect(try first("fr", ["LC_ALL": "en_GB.UTF-8"]) == Self.french)
    #expect(try first("en", ["LC_ALL": "fr_FR.UTF-8"]) == Self.english)
    #expect(try first(nil, ["LC_ALL": "fr_FR.UTF-8", "LANG": "en_US.UTF-8"]) == Self.french)
    #expect(try first(nil, ["LC_ALL": "en_GB.UTF-8", "LANG": "fr_FR.UTF-8"]) == Self.english)
    #expect(try first(nil, ["LC_MESSAGES": "en_GB.UTF-8", "LANG": "fr_FR.UTF-8"]) == Self.english)
    #expect(try first(nil, ["LANG": "C.UTF-8"]) == Self.french)
    #expect(try first(nil, ["LANG": "C"]) == Self.french)
    #expect(try first(nil, ["LANG": ""]) == Self.french)
    #expect(try first(nil, ["PUPITRE_LANG": "en", "LC_ALL": "fr_FR.UTF-8"]) == Self.english)
  }

  @Test(arguments: [
    ("queues", "files"), ("list --limit 1", "lister --limite 1"), ("search durand", "chercher durand"), ("driver 1001", "conducteur 1001"),
    ("help flag", "aide signaler"), ("set", "paramétrer"), ("queue accounts", "file comptes"), ("quit", "quitter"), ("show", "afficher"),
    ("list documents", "LISTER Pieces"), ("approve", "valider"), ("close 1 x", "clore 1 x"),
  ])
  func bothNamesDoTheSame(_ english: String, _ french: String) throws {
    let counter = try Counter()
    try counter.account()
    for lang in ["fr", "en"] {
      // For programs: a moment is then an instant, not what is left until it.
      let one = try counter.run(english + "\n", ["--format", "csv"], lang: lang)
      let other = try counter.run(french + "\n", ["--format", "csv"], lang: lang)
      #expect(one.status == other.status)
      #expect(one.output == other.output)
      #expect(one.errors == other.errors)
    }
  }

  @Test func aFlowThatMixesThem() throws {
    let counter = try Counter()
    let number = try counter.account().number
    let run = try counter.run(
      "suivant comptes\nflag téléphone format-invalide\nretirer phone\nsignaler courriel spelling\nredemander\ndéfaire\nunflag courriel\nvalider\n",
      lang: "fr")
    #expect(run.errors == "")
    #expect(run.status == .exited(0))
    let said = run.answers.split(separator: "\n").suffix(7).joined(separator: "\n")
    #expect(
      said == """
        Signalé sur \(number) : Téléphone — Format invalide. Le conducteur lira : « La forme de cette information n'est pas valable : vérifiez chaque caractère. »
        Signalement retiré de \(number) : Téléphone
        Signalé sur \(number) : Adresse électronique — Faute de saisie. Le conducteur lira : « Une faute de saisie semble s'être glissée ici : relisez et corrigez. »
        Dossier \(number) : redemandé (Adresse électronique : Faute de saisie). Le conducteur en sera prévenu par SMS. « défaire » possible un moment.
        Décision défaite (« redemander ») sur le dossier \(number) ; rien n'en a paru. Le dossier est de nouveau en main.
        Signalement retiré de \(number) : Adresse électronique
        Dossier \(number) : validé. Le conducteur en sera prévenu par courriel. « défaire » possible un moment.
        """)
  }
}

/// Names that are typed, in the language of who reads them.
@Suite struct OwnNamesTests {
  /// What is set, and what stands for a file, bear the names that a reader of French types and knows.
  @Test func settingsAndFilesAreNamedInTheLanguage() throws {
    let counter = try Counter()
    let french = try counter.run("paramétrer\nparamétrer langue fr\naide scripts\n", lang: "fr")
    #expect(french.output.hasPrefix("langue fr · format table\nlangue fr · format table\n"), "\(french.output)")
    #expect(french.output.contains("pupitre < FICHIER") && !french.output.contains("FILE"), "\(french.output)")
    let english = try counter.run("set\nhelp scripts\n")
    #expect(english.output.hasPrefix("lang en · format table\n") && english.output.contains("pupitre < FILE"), "\(english.output)")
    let wrong = try counter.run("paramétrer langue xy\nparamétrer avis parfois\n", ["--keep-going"], lang: "fr")
    let errors = wrong.errors.replacing("\u{A0}", with: " ")
    #expect(errors.contains("« xy » ne convient pas pour langue"), "\(errors)")
    #expect(errors.contains("« parfois » ne convient pas pour avis") && errors.contains("oui, non, 30s"), "\(errors)")
  }
}

/// What is said before anybody sits down: help and wrong usage.
@Suite struct LaunchLanguageTests {
  @Test(arguments: [
    ["pupitre", "--help"], ["pupitre", "schema", "--help"], ["pupitre", "--foo"], ["pupitre", "--format"], ["pupitre", "x"],
    ["pupitre", "--format", "x"], ["pupitre", "-c", "x", "-f", "y"], ["pupitre", "--set", "x"], ["pupitre-demo", "--help"],
    ["pupitre-demo", "demo", "--help"], ["pupitre-demo", "help", "local"], ["pupitre-demo", "help", "traffic"],
    ["pupitre-demo", "traffic", "--days", "x"], ["pupitre-demo", "demo", "-d", "x"], ["pupitre", "-x"], ["pupitre", "-cx", "-z"],
    ["pupitre", "x", "y"], ["pupitre", "--keep-going=1"], ["pupitre", "--foo=1"], ["pupitre", "schema", "appli"],
    ["pupitre", "schema", "apply", "x"], ["pupitre", "--frmat", "csv"], ["pupitre", "help", "nope"], ["pupitre", "-d"],
    ["pupitre", "--generate-completion-script", "x"], ["pupitre", "--format", "The value 'x'"],
    ["pupitre-demo", "nope"], ["pupitre-demo", "traffic", "--drivers", "-1"], ["pupitre-demo", "traffic", "--days", "0"],
    ["pupitre-demo", "traffic", "--rate", "x", "--follow=1"],
  ])
  func helpAndWrongUsageAreInTheLanguageAskedFor(_ line: [String]) throws {
    let (program, arguments) = (executable(line[0]), Array(line.dropFirst()))
    let english = [
      "USAGE:", "OPTIONS:", "OVERVIEW", "Usage:", "Error", "Show", "default:", "values:", "See '", "Unknown", "Missing", "invalid",
      "cannot",
      " the ", "nexpected", "Did you", "Invalid", "Please", " one of", " or: ", "not a ", "Can't",
    ]
    for (options, lang) in [(["--lang", "fr"], "en_GB.UTF-8"), ([], "fr_FR.UTF-8")] {
      let run = try ProgramRun(program, arguments + options, environment: ["LANG": lang, "LC_ALL": "", "LC_MESSAGES": ""])
      let said = run.output + run.errors
      #expect(!said.isEmpty && english.allSatisfy { !said.contains($0) }, "\(said)")
    }
    let run = try ProgramRun(program, arguments + ["--lang=en"], environment: ["LANG": "fr_FR.UTF-8"])
    #expect((run.output + run.errors).contains(#/USAGE:|Usage:/#), "\(run.output)\(run.errors)")
  }

  /// What fails before anybody sits down is worded in the language asked for too; what the client library or the system says
  /// stands in it as it came.
  @Test(arguments: [
    (
      ["pupitre-demo", "local", "stop"], 3, "n'a pas été fait par pupitre : il est laissé tel quel",
      "was not made by pupitre: it is left alone"
    ),
    (["pupitre-demo", "local", "destroy"], 3, "n'a pas été fait par pupitre", "was not made by pupitre"),
    (["pupitre-demo", "local", "status"], 3, "n'a pas été fait par pupitre", "was not made by pupitre"),
    (["pupitre-demo", "traffic", "-d", "host=/nonexistent"], 2, "pas de connexion à la base : ", "no connection to the database: "),
    (["pupitre", "schema", "status", "-d", "host=/nonexistent"], 2, "pas de connexion à la base : ", "no connection to the database: "),
    (["pupitre", "schema", "apply", "-d", "host=/nonexistent"], 2, "pas de connexion à la base : ", "no connection to the database: "),
    (["pupitre", "-c", "files", "-d", "host=/nonexistent"], 2, "pas de connexion à la base : ", "no connection to the database: "),
  ])
  func failuresAreInTheLanguageAskedFor(_ line: [String], _ code: Int32, _ french: String, _ english: String) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "foreign-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data("x".utf8).write(to: folder.appending(path: "somebody-elses"))
    for (lang, wanted) in [("fr", french), ("en", english)] {
      let run = try ProgramRun(
        executable(line[0]), Array(line.dropFirst()) + ["--lang", lang], environment: ["PUPITRE_LOCAL_DIR": folder.path])
      #expect(run.status == .exited(code), "\(run.errors)")
      #expect((run.output + run.errors).replacing("\u{A0}", with: " ").contains(wanted), "\(run.output)\(run.errors)")
    }
  }

  /// The system's words for a folder that is not there.
  @Test(arguments: [
    ("pupitre", "fr", "illisible (il n'existe pas)"), ("pupitre-demo", "fr", "illisible (il n'existe pas)"),
    ("pupitre", "en", "cannot be read (No such file or directory)"),
  ])
  func aFolderThatIsNotThere(_ program: String, _ lang: String, _ wanted: String) throws {
    let line = (program == "pupitre" ? [] : ["demo"]) + ["--queries", "/nonexistent", "-c", "files", "--lang", lang]
    let run = try ProgramRun(executable(program), line, environment: ["PUPITRE_LOCAL_DIR": "/nonexistent"])
    #expect(run.status == .exited(1))
    #expect(run.errors.contains(wanted), "\(run.errors)")
  }

  /// Who is not of the demonstration is said to be none before a server is asked, which would speak of roles.
  @Test(arguments: [
    ("fr", "« bob » n'est pas un agent de la démonstration ; au choix : claire, malik, ines, hugo, sofia."),
    ("en", "'bob' is not an agent of the demo; one of: claire, malik, ines, hugo, sofia."),
  ])
  func nobodyOfTheDemo(_ lang: String, _ wanted: String) throws {
    let run = try ProgramRun(
      executable("pupitre-demo"), ["demo", "--as", "bob", "-c", "files", "--lang", lang], environment: ["PUPITRE_LOCAL_DIR": "/nonexistent"]
    )
    #expect(run.status == .exited(1))
    #expect(run.errors.replacing("\u{A0}", with: " ").contains(wanted), "\(run.errors)")
  }

  /// A word that should be a subcommand and is none is what is wrong with the line, whatever stands behind it.
  @Test(arguments: [
    ("foo", "foo", "pupitre-demo", "demo, local"), ("local foo", "foo", "pupitre-demo local", "start, stop"),
    ("help loca", "loca", "pupitre-demo", "demo, local"), ("help local sta", "sta", "pupitre-demo local", "start, stop"),
  ])
  func aSubcommandThatIsNone(_ line: String, _ word: String, _ command: String, _ choice: String) throws {
    for (lang, unknown, usage, see) in [
      ("fr", "Sous-commande inconnue : « \(word) ». Au choix : \(choice)", "Usage : \(command) <sous-commande>", "« \(command) --help »"),
      ("en", "Unknown subcommand '\(word)'. Please provide one of \(choice)", "Usage: \(command) <subcommand>", "'\(command) --help'"),
    ] {
      for options in [[], ["--lang", lang]] {
        let run = try ProgramRun(
          executable("pupitre-demo"), line.split(separator: " ").map(String.init) + options,
          environment: ["LANG": lang == "fr" ? "fr_FR.UTF-8" : "en_GB.UTF-8"])
        #expect(run.status == .exited(1))
        for wanted in [unknown, usage, see] { #expect(run.errors.contains(wanted), "\(run.errors)") }
        #expect(!run.errors.contains("--lang") && run.output == "", "\(run.errors)\(run.output)")
      }
    }
  }

  /// No line of a page of help is wider than the screen.
  @Test(arguments: [
    ["pupitre", "--help"], ["pupitre-demo", "--help"], ["pupitre-demo", "demo", "--help"], ["pupitre-demo", "help", "traffic"],
    ["pupitre", "schema", "status", "--help"], ["pupitre-demo", "local", "start", "--help"],
  ])
  func pagesOfHelpFitTheScreen(_ line: [String]) throws {
    for lang in ["fr_FR.UTF-8", "en_GB.UTF-8"] {
      let said = try ProgramRun(executable(line[0]), Array(line.dropFirst()), environment: ["LANG": lang]).output
      let wide = said.split(separator: "\n").filter { $0.count > 80 }
      #expect(!said.isEmpty && wide.isEmpty, "\(wide)")
    }
  }

  /// Which commit it was built from, where the scripts built it.
  @Test func theVersionSaysItsCommit() throws {
    let said = try ProgramRun(executable("pupitre"), ["--version"]).output
    let parts = try #require(said.wholeMatch(of: /\d+\.\d+\.\d+(?: \(([0-9a-f]{9}\+?)\))?\n/), "\(said)")
    if let built = Environment.commit { #expect(parts.1.map(String.init) == built) }
  }
}

private enum Environment {
  /// What `scripts/environment` says; nil where somebody runs the tests without the scripts.
  static let commit = ProcessInfo.processInfo.environment["PUPITRE_COMMIT"].flatMap { $0.isEmpty ? nil : $0 }
}
