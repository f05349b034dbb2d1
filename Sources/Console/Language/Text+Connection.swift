import Desk
import Terminal

// What is said of the connection and of rights.
extension Text {
  static func noConnection(_ message: String) -> Text {
    Text(fr: "pas de connexion à la base : \(message)", en: "no connection to the database: \(message)")
  }

  static let noConnectionHint = Text(
    fr: "Vérifiez -d, PGSERVICE ou PGHOST. « pupitre demo » ouvre la démonstration locale.",
    en: "Check -d, PGSERVICE or PGHOST. \"pupitre demo\" opens the local demonstration.")

  static func connectionLost(_ message: String) -> Text {
    Text(fr: "connexion perdue ; rien n'a changé : \(message)", en: "connection lost; nothing was changed: \(message)")
  }

  static let connectionLostHint = Text(
    fr: "La prochaine commande se reconnecte.", en: "The next command connects again.")

  static func outcomeUnknown(_ message: String) -> Text {
    Text(
      fr: "connexion perdue pendant l'enregistrement : on ne sait pas s'il a eu lieu (\(message))",
      en: "connection lost while recording: it is not known whether it happened (\(message))")
  }

  static let outcomeUnknownHint = Text(
    fr: "« afficher » dira où en est le dossier une fois la connexion revenue.",
    en: "\"show\" tells where the case stands once the connection is back.")

  static let cancelled = Text(fr: "interrompu ; rien n'a changé", en: "stopped; nothing was changed")

  static func wrongIdentity(_ requested: String, _ actual: String) -> Text {
    Text(
      fr: "la base vous connaît sous le nom de \(actual) et non de \(requested)",
      en: "the database knows you as \(actual), not as \(requested)")
  }

  static let wrongIdentityHint = Text(
    fr: "Un intermédiaire (pgbouncer) impose un même utilisateur : connectez-vous directement.",
    en: "A pooler (pgbouncer) forces one user on everybody: connect directly.")

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
    return Text(fr: "vous n'avez pas le droit de \(label.fr)", en: "you may not \(label.en)")
  }

  static func notAllowedHint(_ refusal: Refusal) -> Text {
    refusal.text("role") == "pupitre_supervisor"
      ? Text(fr: "Demandez à un superviseur, ou escaladez le dossier.", en: "Ask a supervisor, or escalate the case.")
      : Text(fr: "Demandez à qui gère les droits.", en: "Ask whoever manages the rights.")
  }

  static let nothingInHand = Text(fr: "vous n'avez pas de dossier en main", en: "you have no case in hand")
  static let nothingInHandHint = Text(
    fr: "« suivant » en prend un, « ouvrir NUMÉRO » en choisit un.", en: "\"next\" takes one, \"open NUMBER\" chooses one.")
}
