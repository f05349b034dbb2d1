import Casework
import Desk
import Terminal

// What an agent is told without asking.
extension Text {
  /// Something that happened while he did something else.
  enum Happening: Sendable {
    case news(News)
    /// So many of a kind at once.
    case several(News.Kind, Int)
    /// There was something to take again, and somebody took it.
    case emptyAgain
  }

  /// Where he stands when he sits down: what is his, what came to him, what is pressing in his queues.
  static func standing(_ greeting: Greeting, _ queues: Queues) -> [Text] {
    var lines: [Text] = []
    if let number = greeting.heldCase {
      let others = greeting.held - 1
      lines.append(
        others > 0
          ? Text(
            fr: "Vous tenez \(number, .bold) et \(others) \(Plural.fr(others, "autre", "autres")) : « suivant » reprend.",
            en: "You hold \(number, .bold) and \(others) \(Plural.en(others, "other", "others")): \"next\" goes on.")
          : Text(fr: "Vous tenez \(number, .bold) : « suivant » reprend.", en: "You hold \(number, .bold): \"next\" goes on."))
    }
    let came = [
      greeting.returnedCase.map { first in
        Text(
          fr: "\(greeting.returned) \(Plural.fr(greeting.returned, "revenu", "revenus")) pour vous (\(first, .bold))",
          en: "\(greeting.returned) came back for you (\(first, .bold))")
      },
      greeting.assignedCase.map { first in
        Text(
          fr: "\(greeting.assigned) \(Plural.fr(greeting.assigned, "affecté", "affectés")) à vous (\(first, .bold))",
          en: "\(greeting.assigned) given to you (\(first, .bold))")
      },
    ]
    append(came, to: &lines)
    if let first = greeting.escalatedCase {
      lines.append(
        Text(
          fr: "\(greeting.escalated) \(Plural.fr(greeting.escalated, "escaladé", "escaladés")) aux superviseurs (\(first, .bold)).",
          en: "\(greeting.escalated) handed to the supervisors (\(first, .bold))."))
    }
    let pressing = [
      greeting.urgentCase.map { first in
        let queue = queues.lexicon.term(greeting.urgentQueue ?? "")?.label ?? .empty
        return Text(
          fr: "\(greeting.urgent) \(Plural.fr(greeting.urgent, "urgent", "urgents")) (\(first, .bold), \(queue.fr))",
          en: "\(greeting.urgent) urgent (\(first, .bold), \(queue.en))"
        ).styled(.red)
      },
      greeting.overdue > 0
        ? Text(
          fr: "\(greeting.overdue) en retard à prendre : « suivant --en-retard »",
          en: "\(greeting.overdue) overdue to take: \"next --overdue\"") : nil,
    ]
    append(pressing, to: &lines)
    return lines
  }

  private static func append(_ parts: [Text?], to lines: inout [Text]) {
    let parts = parts.compactMap { $0 }
    guard let first = parts.first else { return }
    lines.append(parts.dropFirst().reduce(first) { $0 + Text(same: " · ") + $1 } + Text(same: "."))
  }

  private static func several(_ kind: News.Kind, _ count: Int) -> Text {
    switch kind {
    case .urgent: Text(fr: "\(count) dossiers urgents dans vos files : « suivant ».", en: "\(count) urgent cases in your queues: \"next\".")
    case .assigned: Text(fr: "\(count) dossiers vous sont affectés : « suivant ».", en: "\(count) cases are given to you: \"next\".")
    case .escalated, .review:
      Text(
        fr: "\(count) dossiers escaladés aux superviseurs : « lister --escaladés ».",
        en: "\(count) cases handed to the supervisors: \"list --escalated\".")
    case .noted: Text(fr: "\(count) notes de plus sur ce dossier : « notes ».", en: "\(count) more notes on this case: \"notes\".")
    default: Text(fr: "\(count) dossiers reviennent pour vous : « suivant ».", en: "\(count) cases came back for you: \"next\".")
    }
  }

  /// What happened, and what to type.
  static func happening(_ happening: Happening, _ queues: Queues) -> Text {
    if case .several(let kind, let count) = happening { return several(kind, count) }
    guard case .news(let news) = happening else {
      return Text(fr: "Plus rien à prendre, de nouveau.", en: "Nothing left to take, again.")
    }
    let number = news.caseID?.description ?? "?"
    let queue = queues.lexicon.term(news.queue ?? "")?.label ?? Text(same: "\(news.queue ?? "")")
    let by = Text(fr: "\(news.by ?? "quelqu'un")", en: "\(news.by ?? "somebody")")
    switch news.kind {
    case .urgent:
      return Text(
        fr: "Urgent dans « \(queue.fr) » : « ouvrir \(number, .bold) ».", en: "Urgent in \"\(queue.en)\": \"open \(number, .bold)\".")
    case .assigned:
      return Text(
        fr: "\(by.fr) vous affecte un dossier de « \(queue.fr) » : « ouvrir \(number, .bold) ».",
        en: "\(by.en) gives you a case of \"\(queue.en)\": \"open \(number, .bold)\".")
    case .escalated:
      return Text(
        fr: "\(by.fr) escalade un dossier de « \(queue.fr) » : « ouvrir \(number, .bold) ».",
        en: "\(by.en) hands a case of \"\(queue.en)\" to the supervisors: \"open \(number, .bold)\".")
    case .review:
      return Text(
        fr: "\(by.fr) demande de revoir un dossier de « \(queue.fr) » : « afficher \(number, .bold) ».",
        en: "\(by.en) asks for a case of \"\(queue.en)\" to be looked at again: \"show \(number, .bold)\".")
    case .noted:
      return Text(
        fr: "\(by.fr, .bold) vient de noter quelque chose sur ce dossier : « notes ».",
        en: "\(by.en, .bold) has just noted something on this case: \"notes\".")
    case .returned:
      return Text(
        fr: "Revenu pour vous dans « \(queue.fr) » : « ouvrir \(number, .bold) ».",
        en: "Came back for you in \"\(queue.en)\": \"open \(number, .bold)\".")
    case .taken:
      return Text(
        fr: "Le dossier \(number, .bold) n'est plus à vous : il est à \(by.fr, .bold).",
        en: "Case \(number, .bold) is not yours any more: \(by.en, .bold) has it.")
    case .elsewhere:
      return Text(
        fr: "Le dossier \(number, .bold) est repris par une autre de vos consoles.",
        en: "Case \(number, .bold) was taken over by another of your consoles.")
    case .settled:
      return Text(
        fr: "Le dossier \(number, .bold) n'est plus à traiter : décidé par \(by.fr, .bold).",
        en: "Case \(number, .bold) is not open any more: decided by \(by.en, .bold).")
    case .work:
      return Text(
        fr: "De nouveau à prendre dans « \(queue.fr) » : « suivant ».", en: "Something to take again in \"\(queue.en)\": \"next\".")
    case .cursor, .unknown: return .empty
    }
  }

  static let serverIsBack = Text(
    fr: "Le serveur répond de nouveau : la prochaine commande se reconnecte.",
    en: "The server answers again: the next command connects.")

  /// How often it is looked what happened, as `set` says it.
  static func notices(_ every: Int?) -> Text {
    guard let every else { return Text(fr: " · avis non", en: " · notices off") }
    let span = TimeText.length(Int64(every))
    return Text(fr: " · avis oui (toutes les \(span.fr))", en: " · notices on (every \(span.en))")
  }
}
