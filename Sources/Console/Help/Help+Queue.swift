import Casework
import Formats
import Terminal

// A queue: what comes in, what is judged, the way through, what can be flagged there.
extension Help {
  /// The page of a queue; `aide comptes`.
  func page(of queue: Term, in queues: Queues, vocabulary: Vocabulary) -> Sheet {
    let subject = queues.subject(queue.code)
    var facts: [Sheet.Field] = []
    func add(_ label: Text, _ value: Text) { facts.append(Sheet.Field(say(label), say(value))) }
    if let arrival = subject.flatMap(arrival) { add(Text(fr: "Il y vient", en: "What comes"), arrival) }
    if let judged = subject.flatMap(judged) { add(Text(fr: "On y juge", en: "What is judged"), judged) }
    let lines = way(of: queue, subject, in: queues)
    let fields = lines.map { Sheet.Field(say($0.line).styled(.cyan), say($0.what)) }
    var sections = [Sheet.Section(nil, [.fields(facts)], isWide: true), Sheet.Section(nil, [.typed(fields)], isWide: true)]
    let names = subject == .claim ? vocabulary.elements : vocabulary.items(of: queue.code)
    if !names.terms.isEmpty {
      let asked = subject == .claim ? Text(fr: "constater ÉLÉMENT", en: "finding ELEMENT") : Text(fr: "signaler ÉLÉMENT", en: "flag ITEM")
      let heading = Text(
        fr: "Éléments (motifs et texte au conducteur : « aide \(asked.fr) »)",
        en: "Items (reasons and what the driver reads: \"help \(asked.en)\")")
      sections.append(Sheet.Section(say(heading), [.text(namesOf(names))], isWide: true))
    }
    return Sheet(title: SafeText(queue.name(in: language), style: .bold), sections: sections)
  }

  /// The same as rows, for programs.
  func table(of queue: Term, in queues: Queues) -> Table {
    Possibilities(about: queue.label, choices: way(of: queue, queues.subject(queue.code), in: queues)).table(in: language)
  }

  private func namesOf(_ lexicon: Lexicon) -> SafeText {
    lexicon.terms.map { SafeText($0.name(in: language), style: .cyan) }.joined(separator: " · ")
  }

  private func arrival(_ subject: Subject) -> Text? {
    switch subject {
    case .account:
      Text(fr: "un compte qu'un conducteur a soumis, ou corrigé", en: "an account that a driver submitted, or corrected")
    case .application:
      Text(
        fr: "une demande de carte, complète et payée, ou ce que le conducteur y a corrigé",
        en: "an application for a card, complete and paid, or what its driver corrected in it")
    case .claim:
      Text(fr: "une carte déclarée défectueuse, une fois reçue par la poste", en: "a card declared defective, once it came by post")
    case .returnedDispatch:
      Text(
        fr: "un pli que la poste a rapporté, une fois que le conducteur a répondu",
        en: "a dispatch that the post brought back, once its driver answered")
    }
  }

  private func judged(_ subject: Subject) -> Text? {
    switch subject {
    case .account:
      Text(
        fr: "ce qu'il a saisi : état civil, permis, adresse, courriel, téléphone",
        en: "what he typed: civil status, licence, address, e-mail, phone")
    case .application:
      Text(fr: "chaque pièce, de ses yeux, et l'adresse de livraison", en: "each document, by one's own eyes, and the delivery address")
    case .claim:
      Text(
        fr: "ce qui est imprimé, ce qui était commandé, et de qui vient la faute",
        en: "what is printed, what was ordered, and whose fault it is")
    case .returnedDispatch:
      Text(fr: "si la carte peut repartir à l'adresse qu'il donne", en: "whether the card can go to the address that he gives")
    }
  }

  /// The way through a case of it, in the order of typing; what settles no case of it is left out.
  private func way(of queue: Term, _ subject: Subject?, in queues: Queues) -> [HelpLines.Line] {
    func settles(_ command: Command) -> Bool { queues.isSettled(queue.code, by: command.name) }
    let name = Text(given: queue.french, queue.code)
    let element = Text(fr: "ÉLÉMENT", en: "ELEMENT")
    var lines: [HelpLines.Line] = []
    switch subject {
    case .claim:
      lines.append(
        .init(
          .receive, Text(fr: "COUPON", en: "COUPON"),
          Text(fr: "la carte est là : son dossier s'ouvre", en: "the card is here: its case opens")))
    case .returnedDispatch:
      lines.append(
        .init(
          .undelivered, Text(fr: "ENVOI MOTIF", en: "DISPATCH REASON"),
          Text(fr: "un pli est revenu : le conducteur l'apprend", en: "a dispatch came back: its driver is told")))
    default: break
    }
    lines.append(.init(.next, name, Text(fr: "le plus urgent, pris pour vous", en: "the most urgent one, claimed for you")))
    switch subject {
    case .application:
      lines.append(.init(.view, Text(fr: "PIÈCE", en: "DOCUMENT"), Text(fr: "la pièce elle-même", en: "the document itself")))
    case .claim:
      lines.append(
        .init(
          .read, Text(fr: "\(element.fr) [VALEUR]", en: "\(element.en) [VALUE]"),
          Text(fr: "ce qu'on lit sur la carte", en: "what stands on the card")))
      lines.append(
        .init(
          .finding, Text(fr: "\(element.fr) CAUSE", en: "\(element.en) CAUSE"),
          Text(fr: "ce qu'on constate, et d'où cela vient", en: "what is found, and where it comes from")))
    default: break
    }
    if settles(.returnCase) {
      lines.append(
        .init(
          .flag, Text(fr: "ÉLÉMENT MOTIF", en: "ITEM REASON"),
          Text(fr: "ce qui ne va pas, autant de fois qu'il faut", en: "what is wrong, as often as it takes")))
      lines.append(
        .init(
          .returnCase,
          Text(
            fr: "le conducteur lit chaque motif, corrige, et le dossier vous revient",
            en: "the driver reads each reason, corrects, and the case comes back to you")))
    }
    if settles(.approve) { lines.append(.init(.approve, Text(fr: "rien à redire : accepté", en: "nothing wrong: accepted"))) }
    if settles(.reship) {
      lines.append(.init(.reship, Text(fr: "la carte repart à l'adresse donnée", en: "the card goes to the address given")))
    }
    if settles(.attribute) {
      lines.append(
        .init(
          .attribute, Text(fr: "in-groupe|conducteur", en: "in_groupe|driver"),
          Text(fr: "refaite sans frais, ou il corrige et paie", en: "made again free, or he corrects and pays")))
    }
    lines.append(
      .init(.undo, Text(fr: "reprendre la décision, avant qu'elle prenne effet", en: "take the decision back, before it takes effect")))
    lines.append(
      .init(
        .skip,
        Text(
          fr: "un autre d'abord ; « escalader POURQUOI » : aux superviseurs", en: "another one first; \"escalate WHY\": to the supervisors")
      ))
    return lines
  }
}

extension Queues {
  /// The name of the queue of accounts, in each language.
  var accounts: Text {
    let term = lexicon.terms.first { subject($0.code) == .account }
    return term.map { Text(given: $0.french, $0.code) } ?? Text(fr: "comptes", en: "accounts")
  }
}
