import Formats
import Terminal

/// A page of help that is about no single command.
enum HelpTopic: String, CaseIterable, Sendable {
  /// Ten lines that take a newcomer through a first case.
  case start
  /// The keys of the line that is being typed.
  case keys
  /// What supervisors do.
  case supervision
  /// Running lines that nobody types.
  case scripts

  /// How it is asked for.
  var term: Term {
    switch self {
    case .start: Term(rawValue, "départ", label: Text(fr: "un premier dossier, en dix lignes", en: "a first case, in ten lines"))
    case .keys: Term(rawValue, "clavier", label: Text(fr: "les touches de la ligne", en: "the keys of the line"))
    case .supervision: Term(rawValue, "supervision", label: Text(fr: "le travail des superviseurs", en: "what supervisors do"))
    case .scripts: Term(rawValue, "scripts", label: Text(fr: "les lignes que personne ne tape", en: "lines that nobody types"))
    }
  }

  /// All of them, by their names.
  static let lexicon = Lexicon(allCases.map(\.term))
}

/// Lines to type with what each does, under a heading: a page of help.
struct HelpLines: Sendable {
  typealias Line = Possibilities.Choice

  var title: Text
  /// What stands above the lines; may be empty.
  var opening: Text = .empty
  var lines: [Line]
  /// What stands below them; may be empty.
  var closing: Text = .empty

  func sheet(_ language: Language) -> Sheet {
    var blocks: [Sheet.Block] = []
    if opening != .empty { blocks.append(.text(opening[language])) }
    blocks.append(.typed(lines.map { Sheet.Field($0.line[language].styled(.cyan), $0.what[language]) }))
    if closing != .empty { blocks.append(.text(closing[language])) }
    return Sheet(title: title[language], sections: [Sheet.Section(nil, blocks, isWide: true)])
  }

  func table(_ language: Language) -> Table { Possibilities(about: title, choices: lines).table(in: language) }
}

extension HelpTopic {
  /// The page.
  ///
  /// - Parameter accounts: the queue that a newcomer starts in: that of accounts.
  func page(accounts: Text) -> HelpLines {
    switch self {
    case .start: start(accounts)
    case .keys: keys
    case .supervision: supervision
    case .scripts: scripts
    }
  }

  /// Every line can be typed as it stands, one after the other; a test does.
  private func start(_ accounts: Text) -> HelpLines {
    let spelling = Text(fr: "nom faute-saisie", en: "last_name spelling")
    return HelpLines(
      title: Text(fr: "Un premier dossier", en: "A first case"),
      opening: Text(
        fr: "Tapez ces dix lignes dans l'ordre, sur la démonstration. Tab complète chaque mot.",
        en: "Type these ten lines in this order, on the demonstration. Tab completes each word."),
      lines: [
        .init(.queues, Text(fr: "ce qui attend dans chaque file", en: "what waits in each queue")),
        .init(
          .next, accounts,
          Text(fr: "le plus urgent, pris en charge pour vous et montré", en: "the most urgent one, claimed for you and shown")),
        .init(.why, Text(fr: "son échéance, et ce qui l'a mis là", en: "its deadline, and what put it there")),
        .init(.here, Text(fr: "ce qui est possible maintenant, à tout moment", en: "what is possible now, at any moment")),
        .init(
          .help, Text(fr: "signaler nom", en: "flag last_name"),
          Text(fr: "les motifs, et ce que le conducteur lira", en: "the reasons, and what the driver will read")),
        .init(.flag, spelling, Text(fr: "noté dans la base ; rien n'est envoyé", en: "kept in the database; nothing is sent")),
        .init(
          .returnCase, Text(fr: "décidé : le conducteur devra corriger", en: "decided: the driver will have to correct")),
        .init(.undo, Text(fr: "repris à temps : personne n'en a rien vu", en: "taken back in time: nobody saw it")),
        .init(.unflag, Text(fr: "nom", en: "last_name"), Text(fr: "le signalement est retiré", en: "the flag is removed")),
        .init(
          .approve,
          Text(fr: "réglé ; « défaire » le reprend, Entrée donne le suivant", en: "settled; \"undo\" takes it back, Enter gives the next")),
      ])
  }

  private var keys: HelpLines {
    HelpLines(
      title: Text(fr: "Le clavier", en: "The keyboard"),
      lines: [
        key(
          "Tab",
          Text(
            fr: "complète une commande, un nom, une option ; deux fois : les choix",
            en: "completes a command, a name, an option; twice: the choices")),
        key(
          Text(fr: "Entrée", en: "Enter"),
          Text(fr: "sur une ligne vide, après une décision : le dossier suivant", en: "on an empty line, after a decision: the next case")),
        key(
          "Alt-0 … Alt-9",
          Text(
            fr: "écrit la suite (0) ou l'avis n° 1 … du dossier ; Entrée le prend",
            en: "types what comes next (0) or advice no. 1 …; Enter takes it")),
        key("↑ ↓", Text(fr: "les lignes d'avant", en: "the lines before")),
        key(
          "Ctrl-R",
          Text(
            fr: "cherche dans ces lignes ; encore : plus loin ; Ctrl-G : rien", en: "searches them; again: further back; Ctrl-G: nothing")),
        key("Alt-.", Text(fr: "le dernier mot de la ligne d'avant", en: "the last word of the line before")),
        key("Ctrl-A Ctrl-E", Text(fr: "au début, à la fin de la ligne", en: "to the beginning, to the end of the line")),
        key("Ctrl-W Ctrl-U", Text(fr: "efface le mot, la ligne ; Ctrl-Y les remet", en: "erases the word, the line; Ctrl-Y puts it back")),
        key("Ctrl-_", Text(fr: "reprend la dernière frappe", en: "takes back what was typed last")),
        key(
          "Ctrl-C", Text(fr: "abandonne la ligne, ou arrête la commande qui court", en: "drops the line, or stops the command that runs")),
        key("Ctrl-L", Text(fr: "efface l'écran", en: "clears the screen")),
        key(
          "Ctrl-D",
          Text(fr: "sur une ligne vide : quitter (aussi : quitter, exit, :q)", en: "on an empty line: leave (also: quit, exit, :q)")),
      ],
      closing: Text(
        fr: "Vos propres touches : ~/.inputrc, entre « $if pupitre » et « $endif », par exemple\n  \"\\C-n\": \"suivant\\n\"",
        en: "Your own keys: ~/.inputrc, between \"$if pupitre\" and \"$endif\", for instance\n  \"\\C-n\": \"next\\n\""))
  }

  private func key(_ name: Text, _ what: Text) -> HelpLines.Line { .init(line: name, what: what) }

  private func key(_ name: SafeText, _ what: Text) -> HelpLines.Line { key(Text(same: name), what) }

  private var supervision: HelpLines {
    let number = Text(fr: "DOSSIER", en: "CASE")
    func about(_ fr: String, _ en: String) -> Text { Text(fr: "\(number.fr) \(fr)", en: "\(number.en) \(en)") }
    return HelpLines(
      title: Text(fr: "Superviser", en: "Supervising"),
      lines: [
        .init(
          .list, Text(fr: "--escaladés", en: "--escalated"), Text(fr: "ce que les agents vous confient", en: "what agents hand to you")),
        .init(
          .list, Text(fr: "--en-attente", en: "--waiting"), Text(fr: "ce qu'on attend des conducteurs", en: "what drivers are awaited for")),
        .init(.list, Text(fr: "--tenus", en: "--held"), Text(fr: "qui tient quoi", en: "who holds what")),
        .init(
          .assign, about("AGENT", "AGENT"),
          Text(fr: "le lui donner, ou le reprendre à un absent", en: "give it to one, or take it from one who is absent")),
        .init(.urgent, number, Text(fr: "en tête de sa file", en: "first in its queue")),
        .init(
          .overturn, about("POURQUOI", "WHY"),
          Text(fr: "revenir sur une décision qui a pris effet", en: "reverse a decision that took effect")),
        .init(
          .close, about("MOTIF", "REASON"),
          Text(fr: "y mettre fin pour de bon ; le conducteur lit le motif", en: "end it for good; the driver reads the reason")),
        .init(
          .reissue, Text(fr: "CARTE POURQUOI", en: "CARD WHY"),
          Text(fr: "une carte refaite sans frais", en: "a card made again, free")),
        .init(
          .grant, Text(fr: "[FILE AGENT]", en: "[QUEUE AGENT]"), Text(fr: "qui travaille dans quelle file", en: "who works in which queue")),
        .init(
          .setting, Text(fr: "[NOM [VALEUR]]", en: "[NAME [VALUE]]"),
          Text(fr: "délais, frais et règles, datés", en: "delays, fees and rules, dated")),
        .init(
          .report, Text(fr: "[RAPPORT]", en: "[REPORT]"),
          Text(fr: "délais tenus, issues, imputations, silences", en: "deadlines kept, outcomes, attributions, silences")),
      ],
      closing: Text(
        fr: "Ce qui n'est pas votre droit est refusé, et dit à qui il est.",
        en: "What is not your right is refused, and whose it is is said."))
  }

  private var scripts: HelpLines {
    HelpLines(
      title: Text(fr: "Sans personne au clavier", en: "With nobody at the keyboard"),
      lines: [
        key(
          Text(fr: "pupitre < FICHIER", en: "pupitre < FILE"),
          Text(fr: "les lignes d'un fichier, jusqu'au premier échec", en: "a file's lines, until the first failure")),
        key(Text(fr: "pupitre -c LIGNE", en: "pupitre -c LINE"), Text(fr: "une commande, puis partir", en: "one command, then leave")),
        key(
          Text(fr: "pupitre -f SCÉNARIO --set NOM=VALEUR", en: "pupitre -f PLAYBOOK --set NAME=VALUE"),
          Text(fr: "un scénario, vérifié en entier avant sa première ligne", en: "a playbook, checked whole before its first line runs")),
        key("--keep-going", Text(fr: "continuer après un échec (sortie 6)", en: "go on after a failure (exit 6)")),
        key("--format csv|json|jsonl|html", Text(fr: "pour des programmes", en: "for programs")),
        .init(.run, Text(fr: "SCÉNARIO", en: "PLAYBOOK"), Text(fr: "le même, d'ici", en: "the same, from here")),
        .init(
          .expect, Text(fr: "COMMANDE COLONNE OP VALEUR", en: "COMMAND COLUMN OP VALUE"),
          Text(fr: "échouer où la journée n'est pas comme elle devrait", en: "fail where the day is not as it should be")),
        .init(
          .set, Text(fr: "format csv", en: "format csv"), Text(fr: "le format, pour cette session", en: "the format, for this session")),
      ],
      closing: Text(
        fr:
          "Sortie : 0 fait · 1 pas compris · 2 pas de connexion · 3 échec · 4 pas permis · 5 issue inconnue · 6 fini avec des échecs · 7 attente non tenue. Jamais 0 après un échec.",
        en:
          "Exit: 0 done · 1 not understood · 2 no connection · 3 failed · 4 not allowed · 5 outcome unknown · 6 finished with failures · 7 expectation not met. Never 0 after a failure."
      ))
  }
}
