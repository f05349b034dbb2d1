import Casework
import Terminal

// What is said of a line that was not understood.
extension Text {
  static func unreadable(_ failure: Tokenizer.Failure) -> Text {
    switch failure {
    case .unterminatedQuote(let quote, let column):
      Text(
        fr: "le guillemet \(String(quote)) ouvert colonne \(column) n'est pas fermé",
        en: "the quote \(String(quote)) opened at column \(column) is not closed")
    case .danglingBackslash(let column):
      Text(fr: "rien ne suit la barre oblique inverse colonne \(column)", en: "nothing follows the backslash at column \(column)")
    case .control(let scalar, let column):
      Text(
        fr: "caractère de contrôle \(String(scalar)) colonne \(column) : la ligne n'est pas exécutée",
        en: "control character \(String(scalar)) at column \(column): the line is not run")
    case .brokenName(let column):
      Text(fr: "${ colonne \(column) : il manque un nom et }", en: "${ at column \(column): a name and } are missing")
    }
  }

  static func unreadableHint(_ failure: Tokenizer.Failure) -> Text {
    switch failure {
    case .unterminatedQuote: Text(fr: "Fermez-le.", en: "Close it.")
    case .danglingBackslash: Text(fr: "Doublez-la pour l'écrire elle-même.", en: "Double it to write one.")
    case .brokenName:
      Text(fr: "Un dollar tel quel s'écrit entre apostrophes : '${'.", en: "A dollar as it is goes between apostrophes: '${'.")
    case .control: Text(fr: "Retirez-le ; seul du texte est accepté.", en: "Remove it; only text is accepted.")
    }
  }

  static func unknownCommand(_ typed: String) -> Text {
    Text(fr: "commande inconnue : « \(typed) »", en: "unknown command: \"\(typed)\"")
  }

  /// What can be meant by the number of a card, a coupon or a dispatch alone.
  static func numberOfSomething(_ typed: String) -> Text {
    Text(
      fr:
        "Un numéro ? « chercher \(typed) » dit de qui ; une carte arrivée : « réceptionner \(typed) » ; un pli revenu : « pnd \(typed) MOTIF ».",
      en:
        "A number? \"search \(typed)\" says whose; a card that came in: \"receive \(typed)\"; returned mail: \"undelivered \(typed) REASON\"."
    )
  }

  static func neverAbbreviated(_ typed: String) -> Text {
    Text(
      fr: "« \(typed) » : une commande qui modifie s'écrit en entier",
      en: "\"\(typed)\": a command that changes something is written in full")
  }

  static func ambiguous(_ typed: String) -> Text {
    Text(fr: "« \(typed) » peut désigner plusieurs choses", en: "\"\(typed)\" can mean several things")
  }

  static func didYouMean(_ names: [String]) -> Text {
    let names = SafeText.list(names)
    return Text(fr: "Vouliez-vous dire : \(names) ?", en: "Did you mean: \(names)?")
  }

  /// Nothing where there is none to choose from.
  static func oneOf(_ names: [String]) -> Text {
    if names.isEmpty { return .empty }
    let names = SafeText.list(names)
    return Text(fr: "Au choix : \(names).", en: "One of: \(names).")
  }

  static let listOfCommands = Text(fr: "« aide » donne la liste des commandes.", en: "\"help\" lists the commands.")

  static func seeHelp(of command: String) -> Text {
    Text(fr: "Voir « aide \(command) ».", en: "See \"help \(command)\".")
  }

  static func usage(_ line: String) -> Text { Text(fr: "Usage : \(line)", en: "Usage: \(line)") }

  static func missingArgument(_ placeholder: Text) -> Text {
    Text(fr: "il manque \(placeholder.fr)", en: "\(placeholder.en) is missing")
  }

  static func tooManyArguments(_ word: String, column: Int) -> Text {
    Text(
      fr: "« \(word) » (colonne \(column)) est de trop",
      en: "\"\(word)\" (column \(column)) is one word too many")
  }

  static func unknownOption(_ name: String, _ command: String) -> Text {
    Text(fr: "« \(command) » n'a pas d'option --\(name)", en: "\"\(command)\" has no option --\(name)")
  }

  /// The beginning of a name, with something behind it.
  static func onlyBegins(_ typed: String, _ name: String) -> Text {
    Text(fr: "« \(typed) » n'est que le début de \(name)", en: "\"\(typed)\" is but the beginning of \(name)")
  }

  static func wholeNameHint(_ name: String) -> Text {
    Text(
      fr: "Rien n'est noté. Devant d'autres mots, un nom s'écrit en entier : \(name) ?",
      en: "Nothing was recorded. Before other words a name is written whole: \(name)?")
  }

  static let waitingIsNotDue = Text(
    fr: "ce qui attend le conducteur n'a pas d'échéance", en: "what waits for the driver has no deadline")
  static let waitingIsNotDueHint = Text(
    fr: "--plus-vieux-que DURÉE donne ceux qui attendent depuis plus longtemps.",
    en: "--older-than SPAN gives those that have waited longer than that.")

  static func optionTwice(_ name: String) -> Text {
    Text(fr: "--\(name) est donné deux fois", en: "--\(name) is given twice")
  }

  static func optionTakesNothing(_ name: String) -> Text {
    Text(fr: "--\(name) ne prend pas de valeur", en: "--\(name) takes no value")
  }

  static func optionNeeds(_ name: String, _ placeholder: Text) -> Text {
    Text(fr: "--\(name) attend \(placeholder.fr)", en: "--\(name) needs \(placeholder.en)")
  }

  static func optionBehindText(_ option: String) -> Text {
    Text(fr: "\(option) vient derrière le texte", en: "\(option) comes behind the text")
  }

  static func optionBehindTextHint(_ option: String) -> Text {
    Text(
      fr: "Une option s'écrit avant le texte. Pour dire « \(option) » dans le texte, mettez « -- » devant lui.",
      en: "An option is written before the text. To say \"\(option)\" in the text, put \"--\" before it.")
  }

  static func dashesInText(_ command: String) -> Text {
    Text(
      fr: "Un texte qui commence par deux tirets s'écrit derrière « -- ». Voir « aide \(command) ».",
      en: "A text that begins with two dashes is written behind \"--\". See \"help \(command)\".")
  }

  static let dashesBeforeText = Text(
    fr: "Pour le dire dans le texte, mettez « -- » devant lui.", en: "To say it in the text, put \"--\" before it.")

  static func notASubject(_ typed: String) -> Text {
    Text(
      fr: "« \(typed) » en tête d'un texte : ni un dossier seul, ni du texte",
      en: "\"\(typed)\" at the head of a text: neither a case by itself nor text")
  }

  static func caseOrComment(_ typed: String) -> Text {
    Text(fr: "« \(typed) » : un dossier, ou un commentaire ?", en: "\"\(typed)\": a case, or a comment?")
  }

  static let caseOrCommentHint = Text(
    fr: "Un dossier s'écrit sans guillemets, avec son tiret : 1234-5. Un commentaire qui commence ainsi s'écrit derrière « -- ».",
    en: "A case is written without quotes, with its dash: 1234-5. A comment that begins so is written behind \"--\".")

  static func twoCases(_ first: CaseNumber, _ second: CaseNumber) -> Text {
    Text(fr: "la ligne nomme deux dossiers : \(first) et \(second)", en: "the line names two cases: \(first) and \(second)")
  }

  static func scopesExclude(_ scopes: [Text]) -> Text {
    let names = { (language: Language) in SafeText.list(scopes.map { "--" + $0[language].plain }) }
    return Text(fr: "\(names(.fr)) : l'un ou l'autre", en: "\(names(.en)): one or the other")
  }

  static let oneScope = Text(
    fr: "Les miens, les tenus, ceux en attente et les escaladés se listent un à un.",
    en: "One's own, those held, waiting and escalated are listed one by one.")

  static let offTakesTrainingAlone = Text(
    fr: "--fin ne prend que le numéro de la formation", en: "--off takes the training's number alone")

  static func notPositive(_ typed: String) -> Text {
    Text(fr: "« \(typed) » : il en faut au moins un", en: "\"\(typed)\": one at least is needed")
  }

  static func unknownQueue(_ typed: String) -> Text { Text(fr: "file inconnue : « \(typed) »", en: "unknown queue: \"\(typed)\"") }

  static func itemOfAnotherQueue(_ item: Text) -> Text {
    Text(fr: "« \(item.fr) » n'est pas d'un tel dossier", en: "\"\(item.en)\" is not of such a case")
  }

  static func unknownItem(_ typed: String) -> Text { Text(fr: "élément inconnu : « \(typed) »", en: "unknown item: \"\(typed)\"") }

  static func unknownReason(_ typed: String) -> Text { Text(fr: "motif inconnu : « \(typed) »", en: "unknown reason: \"\(typed)\"") }

  static func unknownElement(_ typed: String) -> Text {
    Text(fr: "la carte n'a pas d'élément « \(typed) »", en: "the card has no element \"\(typed)\"")
  }

  static func unknownCause(_ typed: String) -> Text { Text(fr: "cause inconnue : « \(typed) »", en: "unknown cause: \"\(typed)\"") }

  static func unknownPostalReason(_ typed: String) -> Text {
    Text(fr: "motif postal inconnu : « \(typed) »", en: "unknown postal reason: \"\(typed)\"")
  }

  static func unknownChoice(_ typed: String, _ placeholder: Text) -> Text {
    Text(fr: "« \(typed) » ne convient pas pour \(placeholder.fr)", en: "\"\(typed)\" does not fit \(placeholder.en)")
  }

  static func unknownReference(_ typed: String) -> Text {
    Text(fr: "« \(typed) » ne désigne rien de connu", en: "\"\(typed)\" stands for nothing known")
  }

  static func notACount(_ typed: String) -> Text {
    Text(fr: "« \(typed) » n'est pas un nombre entier", en: "\"\(typed)\" is not a whole number")
  }

  static func notASpan(_ typed: String) -> Text {
    Text(fr: "« \(typed) » n'est pas une durée", en: "\"\(typed)\" is not a span of time")
  }

  static let spanHint = Text(fr: "Par exemple : 30min, 2h, 1j, 1j12h.", en: "For instance: 30min, 2h, 1d, 1d12h.")

  static func notACaseNumber(_ typed: String, _ fault: CaseNumber.Fault) -> Text {
    switch fault {
    case .wrongCheckDigit:
      Text(
        fr: "« \(typed) » n'est pas un numéro de dossier : un chiffre est faux",
        en: "\"\(typed)\" is not a case number: a digit is wrong")
    case .empty, .notANumber, .tooShort, .tooLong:
      Text(fr: "« \(typed) » n'est pas un numéro de dossier", en: "\"\(typed)\" is not a case number")
    }
  }

  /// The number of a coupon, a card or a dispatch where a case's should stand.
  static func paperNumberHint(_ typed: String) -> Text {
    Text(
      fr: "Un coupon, une carte, un envoi ? « chercher \(typed) » dit de qui, et donne ses dossiers.",
      en: "A coupon, a card, a dispatch? \"search \(typed)\" says whose, and gives the cases.")
  }

  /// The same where something is to be taken back.
  static func paperToTakeBackHint(_ typed: String) -> Text {
    Text(
      fr: "Ce qui a été lu se reprend par « réceptionner \(typed) --annuler » ou « pnd \(typed) --annuler ».",
      en: "What was read is taken back by \"receive \(typed) --undo\" or \"undelivered \(typed) --undo\".")
  }

  static func caseNumberHint(_ fault: CaseNumber.Fault) -> Text {
    switch fault {
    case .wrongCheckDigit:
      Text(fr: "Relisez-le chiffre par chiffre ; deux sont peut-être inversés.", en: "Check it digit by digit; two may be swapped.")
    case .empty, .notANumber, .tooShort, .tooLong:
      Text(
        fr: "Un numéro s'écrit 1234-5 ou 12345. « chercher » trouve un dossier par un nom.",
        en: "A number is written 1234-5 or 12345. \"search\" finds a case by a name.")
    }
  }

  static let referenceHint = Text(
    fr: "Par exemple : 1234-5, conducteur:1001, demande:1001, carte:AB123456, coupon:N, envoi:N.",
    en: "For instance: 1234-5, driver:1001, application:1001, card:AB123456, claim:N, dispatch:N.")
}

extension SafeText {
  /// Names one can type, with commas; the rest of a long list is counted.
  static func list(_ names: [String], limit: Int = 24) -> SafeText {
    let shown = names.prefix(limit).map { SafeText($0, style: .cyan) }.joined(separator: ", ")
    return names.count > limit ? shown + "… (+\(names.count - limit))" : shown
  }
}
