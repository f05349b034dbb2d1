import Casework
import Desk
import Terminal

// What is said of the connection and of rights.
extension Text {
  static func noConnection(_ message: String) -> Text {
    Text(fr: "pas de connexion à la base : \(message)", en: "no connection to the database: \(message)")
  }

  static let noConnectionHint = Text(
    fr: "Vérifiez -d, PGSERVICE ou PGHOST.",
    en: "Check -d, PGSERVICE or PGHOST.")

  static func connectionLost(_ message: String) -> Text {
    Text(fr: "connexion perdue ; rien n'a changé : \(message)", en: "connection lost; nothing was changed: \(message)")
  }

  static let connectionLostHint = Text(
    fr: "La prochaine commande se reconnecte.", en: "The next command connects again.")

  /// A write that nobody can tell the outcome of, named with what it is about.
  static func outcomeUnknown(_ write: Write, _ message: String) -> Text {
    let what = Text.write(write)
    return Text(
      fr: "réponse perdue pendant l'enregistrement (\(what.fr)) : on ne sait pas s'il a eu lieu (\(message))",
      en: "answer lost while recording (\(what.en)): it is not known whether it happened (\(message))")
  }

  static func outcomeUnknownHint(_ write: Write) -> Text {
    let look = Text.look(at: write)
    return Text(
      fr: "Ne recommencez pas avant de savoir : \(look.fr) le dira une fois la connexion revenue.",
      en: "Do not do it again before you know: \(look.en) tells once the connection is back.")
  }

  static func committedLocally(_ write: Write) -> Text {
    let what = Text.write(write)
    return Text(
      fr:
        "enregistré par ce serveur (\(what.fr)), mais l'attente de son serveur de secours a été interrompue : perdu si ce serveur l'est maintenant",
      en: "recorded by this server (\(what.en)), but the wait for its standby was broken off: lost if this server is lost now")
  }

  static func committedLocallyHint(_ write: Write) -> Text {
    let look = Text.look(at: write)
    return Text(
      fr: "Ne recommencez pas : \(look.fr) dira si c'est resté. Prévenez qui gère la base : le secours ne répond pas.",
      en: "Do not do it again: \(look.en) tells whether it stayed. Tell whoever runs the database: the standby does not answer.")
  }

  static func claimUnknown(_ message: String) -> Text {
    Text(
      fr: "connexion perdue pendant la prise en charge ; rien n'a été enregistré : \(message)",
      en: "connection lost while a case was being claimed; nothing was recorded: \(message)")
  }

  static let claimUnknownHint = Text(
    fr: "S'il vous a été donné, « suivant » rend le dossier une fois la connexion revenue.",
    en: "If it was given to you, \"next\" gives the case again once the connection is back.")

  private static func write(_ write: Write) -> Text {
    let action = Labels.action(write.action)
    switch write.subject {
    case .case(let number): return Text(fr: "\(action.fr), dossier \(number)", en: "\(action.en), case \(number)")
    case .driver(let number): return Text(fr: "\(action.fr), conducteur \(number)", en: "\(action.en), driver \(number)")
    case .named(let name): return Text(fr: "\(action.fr) \(name)", en: "\(action.en) \(name)")
    case nil: return action
    }
  }

  /// The command that shows what became of it.
  private static func look(at write: Write) -> Text {
    switch write.subject {
    case .case(let number): return Text(fr: "« afficher \(number) »", en: "\"show \(number)\"")
    case .driver(let number): return Text(fr: "« conducteur \(number) »", en: "\"driver \(number)\"")
    case .named(let name) where write.action == "set_setting": return Text(fr: "« réglage \(name) »", en: "\"setting \(name)\"")
    case .named where write.action == "grant_queue": return Text(fr: "« habiliter »", en: "\"grant\"")
    case .named(let name): return Text(fr: "« chercher \(name) »", en: "\"search \(name)\"")
    case nil: return Text(fr: "« suivant » ou l'historique du dossier", en: "\"next\" or the case's history")
    }
  }

  /// Something that the server said unasked.
  static func notice(_ notice: Notices.Notice) -> Text {
    let detail: SafeText = notice.detail.isEmpty ? "" : " (\(notice.detail))"
    return notice.isWarning
      ? Text(fr: "le serveur avertit : \(notice.message)" + detail, english: "the server warns: \(notice.message)" + detail)
      : Text(fr: "le serveur signale : \(notice.message)" + detail, english: "the server says: \(notice.message)" + detail)
  }

  static func moreNotices(_ count: Int) -> Text {
    Text(fr: "… et \(count) autres avis du serveur, non montrés", en: "… and \(count) more notices of the server, not shown")
  }

  static let silence = Text(
    fr: "le serveur ne répond pas encore… Ctrl-C abandonne", en: "the server does not answer yet… Ctrl-C gives up")

  static let cancelled = Text(fr: "interrompu ; rien n'a changé", en: "stopped; nothing was changed")

  static func wrongIdentity(_ requested: String, _ actual: String) -> Text {
    Text(
      fr: "la base vous connaît sous le nom de \(actual) et non de \(requested)",
      en: "the database knows you as \(actual), not as \(requested)")
  }

  static let wrongIdentityHint = Text(
    fr: "Un intermédiaire (pgbouncer) impose un même utilisateur : connectez-vous directement.",
    en: "A pooler (pgbouncer) forces one user on everybody: connect directly.")

  static func noSeat(_ login: String) -> Text {
    Text(fr: "le compte \(login) n'a pas de place au pupitre", en: "the login \(login) has no seat at the desk")
  }

  static let noSeatHint = Text(
    fr: "Connectez-vous sous votre nom d'agent, ou demandez à qui gère les droits (pupitre_agent, pupitre_supervisor).",
    en: "Connect under your agent's name, or ask whoever manages the rights (pupitre_agent, pupitre_supervisor).")

  static func schemaMissing(_ message: String) -> Text {
    Text(
      fr: "cette base n'a pas de pupitre, ou d'une autre version (\(message))",
      en: "this database has no desk, or one of another version (\(message))")
  }

  static let schemaMissingHint = Text(
    fr: "« pupitre schema status » dit ce qui manque ; « pupitre schema apply » l'installe.",
    en: "\"pupitre schema status\" says what is missing; \"pupitre schema apply\" installs it.")

  static func ownFault(_ message: String) -> Text {
    Text(fr: "défaut de ce programme : \(message)", en: "a fault of this program: \(message)")
  }

  static let ownFaultHint = Text(fr: "Signalez-le avec la ligne tapée.", en: "Report it with the line that was typed.")

  static func notAllowed(_ refusal: Refusal) -> Text {
    let action = refusal.text("action")
    if action.isEmpty { return Text(fr: "droit insuffisant : \(refusal.message)", en: "not allowed: \(refusal.message)") }
    let label = Labels.action(action)
    return Text(fr: "vous n'avez pas le droit \(label.fr.afterDe)", en: "you may not \(label.en)")
  }

  static func notAllowedHint(_ refusal: Refusal) -> Text {
    refusal.text("role") == "pupitre_supervisor"
      ? Text(fr: "Demandez à un superviseur, ou escaladez le dossier.", en: "Ask a supervisor, or escalate the case.")
      : Text(fr: "Demandez à qui gère les droits.", en: "Ask whoever manages the rights.")
  }

  static let nothingInHand = Text(fr: "vous n'avez pas de dossier en main", en: "you have no case in hand")
  static let nothingInHandHint = Text(
    fr: "« suivant » en prend un, « ouvrir NUMÉRO » en choisit un.", en: "\"next\" takes one, \"open NUMBER\" chooses one.")

  /// What the prompt says of a connection that is gone.
  static let disconnected = Text(fr: "déconnecté", en: "disconnected")
}
