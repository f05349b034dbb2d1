import Casework
import Terminal

// What is said of the remarks on a case's page, and of its parts.
extension Text {
  static let nothingThere = Text(fr: "Rien.", en: "Nothing.")

  static let flagOnClaim = Text(
    fr: "dans cette file rien n'est redemandé au conducteur avant l'imputation",
    en: "in this queue nothing is asked of the driver before attribution")
  static let flagOnClaimHint = Text(
    fr: "Ce qu'on voit sur la carte : « constater ÉLÉMENT CAUSE ».", en: "What is seen on the card: \"finding ELEMENT CAUSE\".")

  static func oneRemarkAtATime(_ number: Int, _ rest: String) -> Text {
    Text(
      fr: "« \(rest) » derrière la remarque \(number) : une remarque, ou un commentaire ?",
      en: "\"\(rest)\" behind remark \(number): a remark, or a comment?")
  }

  static func oneRemarkAtATimeHint(_ rest: String) -> Text {
    Text(
      fr: "Une remarque à la fois. Un commentaire qui commence par un nombre se met derrière « -- ».",
      en: "One remark at a time. A comment that begins with a number stands behind \"--\".")
  }

  static let remarkInScript = Text(
    fr: "le numéro d'une remarque est celui d'un écran : un script nomme l'élément et le motif",
    en: "the number of a remark is that of a screen: a script names the item and the reason")
  static let remarkInScriptHint = Text(
    fr: "Exemple : signaler photo floue, constater nom erreur-saisie.",
    en: "Example: flag photo blurred, finding last_name data_entry_error.")

  static func remarkOfAnother(_ number: CaseNumber) -> Text {
    Text(
      fr: "les remarques à l'écran ne sont pas celles du dossier en main, \(number)",
      en: "the remarks on the screen are not those of the case in hand, \(number)")
  }
  static let showFirstHint = Text(fr: "« afficher » le montre.", en: "\"show\" shows it.")

  static func remarkChanged(_ number: Int) -> Text {
    Text(
      fr: "la remarque \(number) n'est plus celle de l'écran : ce qui est relevé a changé",
      en: "remark \(number) is no longer that of the screen: what is remarked has changed")
  }

  static func noSuchRemark(_ number: Int, of count: Int) -> Text {
    count == 0
      ? Text(fr: "il n'y a aucune remarque", en: "there are no remarks")
      : Text(
        fr: "il n'y a pas de remarque \(number) : la dernière est la \(count)", en: "there is no remark \(number): the last is \(count)")
  }
  static func noAdvice(_ number: Int) -> Text {
    Text(fr: "la remarque \(number) ne propose rien", en: "remark \(number) proposes nothing")
  }
  static func noAdviceHint(isAboutClaim: Bool) -> Text {
    isAboutClaim
      ? Text(fr: "Nommez l'élément et sa cause : Tab les montre.", en: "Name the element and its cause: Tab shows them.")
      : Text(fr: "Nommez l'élément et son motif : Tab les montre.", en: "Name the item and its reason: Tab shows them.")
  }
  static func otherAdvice(_ number: Int) -> Text {
    Text(fr: "la remarque \(number) propose autre chose", en: "remark \(number) proposes something else")
  }
  static func otherAdviceHint(_ line: String?) -> Text {
    line.map { Text(fr: "Tapez : \($0).", en: "Type: \($0).") } ?? .empty
  }
}
