import Terminal

/// Words that people bring from elsewhere, and what they mean here.
enum BroughtWords {
  /// What is meant here: a line, and why where the word meant something that there is not.
  struct Meaning: Sendable {
    /// The English name of the command.
    var command: String
    /// What stands behind it.
    var arguments: Text = .empty
    var why: Text = .empty
  }

  /// What a word means; nil where it means nothing here.
  static func meaning(of typed: String) -> Meaning? { meanings[Folding.fold(typed)] }

  /// The word in the catalogue's lists that another word means; nil where it means none.
  static func code(of typed: String) -> String? { codes[Folding.fold(typed)] }

  /// By the word, folded.
  static let meanings: [String: Meaning] = entries.reduce(into: [:]) { all, entry in for word in entry.words { all[word] = entry.meaning } }

  private static let entries: [(words: [String], meaning: Meaning)] = [
    (["ls", "dir", "ll", "liste", "dossiers", "cases"], Meaning(command: "list")),
    (["cat", "less", "more", "voir", "montrer", "lire", "consulter", "get", "details", "detail"], Meaning(command: "show")),
    (
      ["refresh", "reload", "rafraichir", "actualiser", "recharger", "relire", "f5"],
      Meaning(
        command: "show",
        why: Text(
          fr: "Rien n'est à rafraîchir : chaque commande lit la base.", en: "Nothing is to be refreshed: each command reads the database."))
    ),
    (["man", "info", "apropos", "usage", "h", "doc", "documentation", "commandes", "commands"], Meaning(command: "help")),
    (["menu", "quoi", "options", "actions", "possible"], Meaning(command: "?")),
    (
      ["accept", "accepter", "ok", "okay", "validate", "confirm", "confirmer", "agree", "pass"],
      Meaning(command: "approve")
    ),
    (
      ["reject", "rejeter", "refuse", "refuser", "deny", "decline", "renvoi", "ko"],
      Meaning(
        command: "return",
        why: Text(fr: "Signalez d'abord ce qui ne va pas : signaler ÉLÉMENT MOTIF.", en: "Flag first what is wrong: flag ITEM REASON."))
    ),
    (
      ["mark", "marquer", "tag", "anomalie", "erreur", "error", "motif", "reason"],
      Meaning(command: "flag", arguments: Text(fr: "ÉLÉMENT MOTIF", en: "ITEM REASON"))
    ),
    (
      ["comment", "commenter", "commentaire", "remarque", "echo", "memo"],
      Meaning(command: "note", arguments: Text(fr: "TEXTE", en: "TEXT"))
    ),
    (["take", "prendre", "claim", "get-next", "n"], Meaning(command: "next")),
    (
      ["dossier", "case", "goto", "aller", "cd", "edit", "editer", "vi"],
      Meaning(command: "open", arguments: Text(fr: "DOSSIER", en: "CASE"))
    ),
    (
      ["find", "grep", "trouver", "rechercher", "recherche", "lookup", "where", "qui", "who"],
      Meaning(command: "search", arguments: Text(fr: "TEXTE", en: "TEXT"))
    ),
    (["cancel", "annuler", "revert", "rollback", "ctrl-z", "oops", "back", "retour"], Meaning(command: "undo")),
    (
      ["rm", "del", "delete", "supprimer", "effacer", "remove", "enlever"],
      Meaning(command: "unflag", arguments: Text(fr: "ÉLÉMENT", en: "ITEM"))
    ),
    (
      ["save", "enregistrer", "sauver", "sauvegarder", "commit", "submit", "w", "write"],
      Meaning(
        command: "show",
        why: Text(
          fr: "Rien n'est à enregistrer : chaque commande l'a déjà fait.", en: "Nothing is to be saved: each command has done so already."))
    ),
    (["later", "plus-tard", "defer", "postpone", "reporter", "ignorer", "ignore"], Meaning(command: "skip")),
    (["drop", "lacher", "abandonner", "unlock", "rendre"], Meaning(command: "release")),
    (["call", "appeler", "appel", "customer", "client", "user", "usager"], Meaning(command: "driver")),
    (["password", "mot-de-passe"], Meaning(command: "resend", arguments: Text(fr: "mot-de-passe", en: "password"))),
    (
      ["scan", "scanner", "recu", "received", "reception"],
      Meaning(command: "receive", arguments: Text(fr: "COUPON|CARTE", en: "COUPON|CARD"))
    ),
    (["stats", "statistics", "statistiques", "stat", "dashboard"], Meaning(command: "report")),
    (["export", "csv", "json"], Meaning(command: "set", arguments: Text(fr: "format csv", en: "format csv"))),
    (
      ["lang", "langue", "language", "english", "francais"], Meaning(command: "set", arguments: Text(fr: "langue fr|en", en: "lang fr|en"))
    ),
    (["config", "configuration", "preferences", "parametre", "parametres", "settings"], Meaning(command: "setting")),
    (
      ["clear", "cls"],
      Meaning(
        command: "help", arguments: Text(fr: "clavier", en: "keys"),
        why: Text(fr: "Ctrl-L efface l'écran.", en: "Ctrl-L clears the screen."))
    ),
    (
      ["login", "connect", "connexion", "connecter", "su", "sudo", "logon"],
      Meaning(
        command: "quit",
        why: Text(
          fr: "Vous êtes connecté ; pour l'être sous un autre nom, quittez et revenez par « pupitre -d \"user=…\" ».",
          en: "You are connected; to be so under another name, leave and come back by \"pupitre -d 'user=…'\"."))
    ),
    (
      [
        "q", "bye", "q!", ":q!", ":wq", ":x", "x", "logout", "logoff", "deconnexion", "disconnect", "sortir", "partir", "stop",
        "\\q",
      ],
      Meaning(command: "quit")
    ),
  ]

  /// Names of the catalogue by other words for them.
  static let codes: [String: String] = [
    "mail": "email", "mel": "email", "adresse-mail": "email", "adresse-electronique": "email", "portable": "phone", "mobile": "phone",
    "gsm": "phone", "cni": "identity_document", "piece-identite": "identity_document", "passeport": "identity_document",
    "passport": "identity_document", "carte-identite": "identity_document", "id": "identity_document",
    "domicile": "proof_of_address", "facture": "proof_of_address", "vol": "theft_declaration", "neph": "licence_number",
    "numero": "licence_number", "titre-sejour": "residence_permit", "visage": "photo", "face": "photo", "picture": "photo",
    "late": "overdue", "retards": "overdue", "flou": "blurred", "sombre": "bad_exposure", "coquille": "spelling", "typo": "spelling",
    "orthographe": "spelling", "vide": "missing", "doublon": "duplicate_account", "npai": "unknown_at_address",
  ]
}
