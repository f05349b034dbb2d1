import Casework
import Terminal

// What the checks have to say, in words. One case of `Message`, one wording; a new one does not compile without.
extension Text {
  /// The wording of a finding. `now` dates what is told with a time.
  static func finding(_ message: Message, vocabulary: Vocabulary, now: Moment) -> Text {
    switch message {
    case .missing: Text(fr: "non renseigné", en: "not given")
    case .placeholder(let text): Text(fr: "« \(text) » ne dit rien", en: "\"\(text)\" says nothing")
    case .invisibleCharacters(let codes):
      Text(fr: "caractères invisibles : \(codes.joined(separator: " "))", en: "invisible characters: \(codes.joined(separator: " "))")
    case .mixedScripts(let scripts):
      Text(fr: "alphabets mêlés : \(list(scripts).fr)", en: "mixed alphabets: \(list(scripts).en)")
    case .foreignScript(let script):
      Text(
        fr: "écrit en alphabet \(script.text.fr), non imprimable sur la carte",
        en: "written in \(script.text.en) letters, which the card does not print")
    case .unexpectedCharacters(let text): Text(fr: "caractères inattendus : \(text)", en: "unexpected characters: \(text)")
    case .namesSwapped: Text(fr: "nom et prénom semblent inversés", en: "last name and first name seem swapped")
    case .firstNameInLastName(let name):
      Text(fr: "le nom contient le prénom « \(name) »", en: "the last name holds the first name \"\(name)\"")
    case .usageNameSameAsLastName: Text(fr: "nom d'usage identique au nom", en: "name in use same as the last name")
    case .usageNameInLastName(let name):
      Text(fr: "le nom contient le nom d'usage « \(name) »", en: "the last name holds the name in use \"\(name)\"")
    case .usageNameMarker(let marker):
      Text(fr: "« \(marker) » dans le nom : nom d'usage ?", en: "\"\(marker)\" in the last name: the name in use?")
    case .notADate(let text): Text(fr: "« \(text) » n'est pas une date", en: "\"\(text)\" is not a date")
    case .dateNotISO(let day):
      Text(fr: "date écrite autrement : \(TimeText.date(day).fr)", en: "date written otherwise: \(TimeText.date(day).en)")
    case .datePartial(let date):
      Text(
        fr: "date sans \(date.month == nil ? "jour ni mois" : "jour") (\(TimeText.date(date.description).fr)) : à comparer aux papiers",
        en:
          "date without a day\(date.month == nil ? " or a month" : "") (\(TimeText.date(date.description).en)): compare it with the papers")
    case .dateInFuture(let day):
      Text(fr: "date dans le futur : \(TimeText.date(day).fr)", en: "date in the future: \(TimeText.date(day).en)")
    case .implausibleAge(let years): Text(fr: "âge invraisemblable : \(years) ans", en: "implausible age: \(years)")
    case .licenceBeforeAge(let years):
      Text(fr: "permis délivré à \(years) ans", en: "licence issued at the age of \(years)")
    case .nephBeforeAge(let neph, let birth):
      Text(fr: "NEPH ouvert en \(neph), naissance en \(birth)", en: "NEPH opened in \(neph), born in \(birth)")
    case .nephAfterIssue(let year, let month, let issued):
      Text(
        fr: "NEPH ouvert en \(padded(month, to: 2))/\(year), après la délivrance du permis (\(TimeText.date(issued).fr))",
        en: "NEPH opened in \(padded(month, to: 2))/\(year), after the licence was issued (\(TimeText.date(issued).en))")
    case .nephMonth(let month):
      Text(fr: "le mois du NEPH est \(padded(month, to: 2)) : hors de 01–12", en: "the NEPH's month is \(padded(month, to: 2)): not 01–12")
    case .titleNumber(let number):
      Text(fr: "\(number) est un numéro de titre, pas un NEPH", en: "\(number) is the number of the title, not a NEPH")
    case .nephLength(let digits): Text(fr: "\(digits) chiffres au lieu de 12", en: "\(digits) digits instead of 12")
    case .licenceNumberForm: Text(fr: "ni NEPH ni numéro de titre", en: "neither a NEPH nor a title number")
    case .foreignLicence(let country): Text(fr: "permis étranger (\(country))", en: "foreign licence (\(country))")
    case .emailSyntax: Text(fr: "adresse mal formée", en: "malformed address")
    case .emailDomainTypo(let typed, let known): Text(fr: "\(typed) : plutôt \(known) ?", en: "\(typed): rather \(known)?")
    case .emailInternational(let domain): Text(fr: "domaine internationalisé : \(domain)", en: "internationalised domain: \(domain)")
    case .emailBounced: Text(fr: "le courrier envoyé à cette adresse est revenu", en: "mail to this address came back")
    case .phoneForm: Text(fr: "numéro mal formé", en: "malformed number")
    case .phonePlaceholder: Text(fr: "numéro factice", en: "made-up number")
    case .phoneForeign: Text(fr: "numéro étranger", en: "foreign number")
    case .landlineForSMS: Text(fr: "ligne fixe, alors qu'il veut des SMS", en: "a landline, though he wants text messages")
    case .address(let problem): address(problem)
    case .consentMissing(let kind): Text(fr: "consentement manquant : \(consent(kind).fr)", en: "consent missing: \(consent(kind).en)")
    case .sameLicence(let driver, let state):
      Text(
        fr: "même permis que le conducteur \(driver) (compte \(Labels.state(state).fr))",
        en: "same licence as driver \(driver) (account \(Labels.state(state).en))")
    case .earlierForgery(let driver, let number, let matches):
      Text(
        fr: "FALSIFICATION : dossier \(number) du conducteur \(driver), clos pour falsification (\(list(matches).fr))",
        en: "FORGERY: case \(number) of driver \(driver), closed for forgery (\(list(matches).en))")
    case .sameIdentity(let driver, let state):
      Text(
        fr: "mêmes nom et naissance que le conducteur \(driver) (compte \(Labels.state(state).fr))",
        en: "same names and birth as driver \(driver) (account \(Labels.state(state).en))")
    case .documentMissing(let side):
      side.map {
        Text(fr: "pièce attendue absente (\(Labels.side($0.rawValue).fr))", en: "expected document absent (\(Labels.side($0.rawValue).en))")
      }
        ?? Text(fr: "pièce attendue absente", en: "expected document absent")
    case .sideMissing(let side):
      Text(fr: "\(Labels.side(side.rawValue).fr) manquant", en: "\(Labels.side(side.rawValue).en) missing")
    case .emptyFile: Text(fr: "fichier vide", en: "empty file")
    case .fileTooLarge(let bytes, let limit):
      Text(fr: "\(bytes / 1024) Ko, \(limit / 1024) au plus", en: "\(bytes / 1024) KB, at most \(limit / 1024)")
    case .fileTooSmall(let bytes): Text(fr: "\(bytes) octets : rien à voir", en: "\(bytes) bytes: nothing to see")
    case .typeMismatch(let declared, let actual):
      Text(
        fr: "déclaré \(declared), en fait \(actual?.rawValue.uppercased() ?? "inconnu")",
        en: "declared as \(declared), really \(actual?.rawValue.uppercased() ?? "unknown")")
    case .typeNotAccepted(let type): Text(fr: "type non accepté : \(type)", en: "type not accepted: \(type)")
    case .pictureNeeded: Text(fr: "un PDF là où il faut une image", en: "a PDF where a picture is needed")
    case .pictureTooSmall(let width, let height):
      Text(fr: "image trop petite : \(width)×\(height)", en: "picture too small: \(width)×\(height)")
    case .photoRatio(let width, let height):
      Text(fr: "\(width)×\(height) : pas le format 35×45", en: "\(width)×\(height): not 35×45")
    case .emptySignature(let bytes): Text(fr: "\(bytes) octets : signature vide ?", en: "\(bytes) bytes: an empty signature?")
    case .sameFileTwice(let item, let side):
      Text(
        fr: "même fichier que « \(vocabulary.label(item: item.rawValue).fr) » \(Labels.side(side?.rawValue).fr)",
        en: "same file as \"\(vocabulary.label(item: item.rawValue).en)\" \(Labels.side(side?.rawValue).en)")
    case .sameFileEarlier(let application, let at):
      Text(
        fr:
          "fichier déjà envoyé\(at.map { " " + TimeText.relative($0, now: now).fr.plain } ?? "")\(application.map { " (demande \($0))" } ?? "")",
        en:
          "file sent before\(at.map { ", " + TimeText.relative($0, now: now).en.plain } ?? "")\(application.map { " (application \($0))" } ?? "")"
      )
    case .sameFileOtherDriver(let driver):
      Text(fr: "même fichier que le conducteur \(driver)", en: "same file as driver \(driver)")
    case .unchanged(let reason):
      Text(
        fr: "inchangé depuis la demande (« \(vocabulary.label(reason: reason.rawValue).fr) »)",
        en: "unchanged since the request (\"\(vocabulary.label(reason: reason.rawValue).en)\")")
    case .notRead(let reported):
      reported.map { reported in
        Text(
          fr: "pas encore lu sur la carte ; la fabrication dit y avoir imprimé « \(Labels.printed(reported).fr) »",
          en: "not yet read on the card; the factory says that it printed \"\(Labels.printed(reported).en)\" there")
      } ?? Text(fr: "pas encore lu sur la carte", en: "not yet read on the card")
    case .printedOtherwise(let printed, let ordered):
      printed.isEmpty
        ? Text(
          fr: "rien d'imprimé, commandé « \(Labels.printed(ordered).fr) »",
          en: "nothing printed, \"\(Labels.printed(ordered).en)\" was ordered")
        : Text(
          fr: "lu « \(Labels.printed(printed).fr) », commandé « \(Labels.printed(ordered).fr) »",
          en: "read \"\(Labels.printed(printed).en)\", \"\(Labels.printed(ordered).en)\" was ordered")
    case .orderedOtherwise(let printed, let source):
      Text(
        fr: "lu « \(Labels.printed(printed).fr) » comme commandé, à la source « \(Labels.printed(source).fr) »",
        en: "read \"\(Labels.printed(printed).en)\" as ordered, the source says \"\(Labels.printed(source).en)\"")
    case .reportedOtherwise(let printed, let reported):
      Text(
        fr:
          "lu « \(Labels.printed(printed).fr) », mais la fabrication dit avoir imprimé « \(Labels.printed(reported).fr) » : relisez la carte",
        en:
          "read \"\(Labels.printed(printed).en)\", but the factory says that it printed \"\(Labels.printed(reported).en)\": read the card again"
      )
    case .notComparable(let printed, let expected):
      Text(
        fr: "lu « \(Labels.printed(printed).fr) », attendu « \(Labels.printed(expected).fr) » : à comparer à l'œil",
        en: "read \"\(Labels.printed(printed).en)\", expected \"\(Labels.printed(expected).en)\": to be compared by eye")
    case .recordCorrected(let printed, let record):
      Text(
        fr: "imprimé « \(Labels.printed(printed).fr) » ; le centre a corrigé depuis : « \(Labels.printed(record).fr) »",
        en: "printed \"\(Labels.printed(printed).en)\"; the centre has corrected its record since: \"\(Labels.printed(record).en)\"")
    case .earlyTraining(let end, let expected):
      Text(
        fr:
          "formation anticipée : la validité part de la fin de l'ancienne carte (\(TimeText.date(end).fr)), donc jusqu'au \(TimeText.date(expected).fr)",
        en:
          "early training: the validity starts at the former card's end (\(TimeText.date(end).en)), thus until \(TimeText.date(expected).en)"
      )
    case .sourceAgrees(let source, let printed, let claimed): agreement(source, printed: printed, claimed: claimed)
    case .entryNotCompared(let document, let claimed):
      Text(
        fr:
          "lu comme il l'avait saisi, il dit « \(Labels.printed(claimed).fr) » ; personne n'a comparé à la pièce validée (\(vocabulary.label(item: document.rawValue).fr))",
        en:
          "read as he had entered it, he says \"\(Labels.printed(claimed).en)\"; nobody compared it with the approved document (\(vocabulary.label(item: document.rawValue).en))"
      )
    case .printedAsClaimed(let text):
      Text(
        fr: "la carte porte bien ce qu'il demande : « \(Labels.printed(text).fr) »",
        en: "the card does say what he asks for: \"\(Labels.printed(text).en)\"")
    case .accentsDiffer(let printed, let expected):
      Text(
        fr:
          "seuls les accents diffèrent : « \(Labels.printed(printed).fr) », attendu « \(Labels.printed(expected).fr) » : à comparer à l'œil",
        en: "only accents differ: \"\(Labels.printed(printed).en)\", expected \"\(Labels.printed(expected).en)\": to be compared by eye")
    case .sourceUnknown(let printed, let claimed):
      claimed.isEmpty
        ? Text(
          fr: "imprimé « \(Labels.printed(printed).fr) », source inconnue : à vérifier",
          en: "printed \"\(Labels.printed(printed).en)\", source unknown: to be checked")
        : Text(
          fr: "imprimé « \(Labels.printed(printed).fr) », il dit « \(Labels.printed(claimed).fr) », source inconnue : à vérifier",
          en: "printed \"\(Labels.printed(printed).en)\", he says \"\(Labels.printed(claimed).en)\", source unknown: to be checked")
    case .onlyEyes: Text(fr: "à juger sur la carte elle-même", en: "to be judged on the card itself")
    case .approvedPictureNotLookedAt:
      Text(
        fr: "personne n'a regardé le fichier validé : regardez-le, puis lisez la carte",
        en: "nobody looked at the file that was approved: look at it, then read the card")
    case .printedAsApproved:
      Text(fr: "la carte porte bien le fichier validé", en: "the card does show the file that was approved")
    case .approvedPictureSound:
      Text(
        fr: "la carte ne rend pas le fichier validé, qui est bon", en: "the card does not show the approved file as it is, which is sound")
    case .approvedPictureFaulty(let codes):
      Text(
        fr: "le fichier fourni a des défauts (\(codes.joined(separator: ", ")))",
        en: "the file that he sent has faults (\(codes.joined(separator: ", ")))")
    case .approvedPictureMissing:
      Text(fr: "pas de fichier auquel comparer la carte", en: "there is no file to compare the card with")
    case .anothersCard(let serial):
      Text(fr: "la carte reçue est celle d'un tiers : \(serial)", en: "the card received is somebody else's: \(serial)")
    case .entryChanged(let before, let after):
      Text(
        fr:
          "son compte dit aujourd'hui « \(Labels.printed(after).fr) », « \(Labels.printed(before).fr) » à la commande : état civil changé ?",
        en:
          "his account says \"\(Labels.printed(after).en)\" today, \"\(Labels.printed(before).en)\" when it was ordered: a change of civil status?"
      )
    case .cardExpired(let day): Text(fr: "carte expirée le \(TimeText.date(day).fr)", en: "the card expired on \(TimeText.date(day).en)")
    case .earlierClaims(let count):
      Text(
        fr: count == 1 ? "une autre déclaration sur cette carte" : "\(count) autres déclarations sur cette carte",
        en: count == 1 ? "another claim on this card" : "\(count) other claims on this card")
    case .notAnswered: Text(fr: "il n'a pas répondu", en: "he has not answered")
    case .feeUnpaid(let state):
      Text(fr: "frais de réexpédition : \(Labels.state(state).fr)", en: "redispatch fee: \(Labels.state(state).en)")
    case .sameAddress(let times, _):
      times == 1
        ? Text(fr: "même adresse que celle d'où le pli revient", en: "the same address as the one it came back from")
        : Text(fr: "même adresse, d'où la carte est revenue \(times) fois", en: "the same address, which it came back from \(times) times")
    case .misprintedAddress:
      Text(
        fr: "l'adresse imprimée n'est pas celle qu'il avait donnée : la faute est nôtre",
        en: "the address printed is not the one that he had given: the fault is ours")
    case .cardNotToShip(let state):
      Text(
        fr: "carte \(Labels.state(state, of: .card).fr) : ne jamais réexpédier, à détruire",
        en: "card \(Labels.state(state).en): never to be sent again, to be destroyed")
    case .returnedBefore(let times, _):
      Text(
        fr: times == 1 ? "carte déjà revenue une fois" : "carte déjà revenue \(times) fois",
        en: times == 1 ? "the card came back once before" : "the card came back \(times) times before")
    }
  }

  /// Card and source agree, and the driver does not.
  private static func agreement(_ source: CaseFile.ElementSource, printed: String, claimed: String) -> Text {
    let origin =
      switch source {
      case .entry: Text(fr: "ce qu'il avait saisi", en: "what he had entered")
      case .licence: Text(fr: "ce qu'il avait recopié du permis", en: "what he had copied from his licence")
      case .training: Text(fr: "ce que dit le centre de formation", en: "what the training centre says")
      case .computation: Text(fr: "ce que donne le calcul", en: "what the computation gives")
      case .factory: Text(fr: "ce que dit la fabrication", en: "what the factory says")
      }
    return claimed.isEmpty
      ? Text(
        fr: "la carte porte \(origin.fr) : « \(Labels.printed(printed).fr) »",
        en: "the card shows \(origin.en): \"\(Labels.printed(printed).en)\"")
      : Text(
        fr: "la carte porte \(origin.fr) : « \(Labels.printed(printed).fr) » ; il dit « \(Labels.printed(claimed).fr) »",
        en: "the card shows \(origin.en): \"\(Labels.printed(printed).en)\"; he says \"\(Labels.printed(claimed).en)\"")
  }

  private static func address(_ problem: PostalAddress.Problem) -> Text {
    switch problem {
    case .lineTooLong(let line, let length):
      Text(fr: "ligne \(line) : \(length) caractères, 38 au plus", en: "line \(line): \(length) characters, at most 38")
    case .postcodeMissing: Text(fr: "code postal absent", en: "no postcode")
    case .postcodeLength(let digits):
      Text(fr: "code postal « \(digits) » : 5 chiffres attendus", en: "postcode \"\(digits)\": 5 digits expected")
    case .postcodeUnknown(let digits): Text(fr: "code postal \(digits) inconnu", en: "unknown postcode \(digits)")
    case .postcodeMisplaced(let digits): Text(fr: "code postal \(digits) mal placé", en: "postcode \(digits) misplaced")
    case .oneLine: Text(fr: "rue et ville sur une seule ligne", en: "street and town in one line")
    case .belowTown(let line): Text(fr: "« \(line) » sous la ville", en: "\"\(line)\" below the town")
    case .townMissing: Text(fr: "ville absente", en: "no town")
    case .streetMissing: Text(fr: "voie absente", en: "no street")
    case .houseNumberMissing: Text(fr: "numéro de voie absent", en: "no house number")
    case .townNotInCapitals: Text(fr: "ville non écrite en capitales", en: "town not in capitals")
    case .punctuation(let lines):
      Text(
        fr: "ponctuation ligne \(lines.map(String.init).joined(separator: ", "))",
        en: "punctuation in line \(lines.map(String.init).joined(separator: ", "))")
    case .foreign(let country): Text(fr: "adresse à l'étranger (\(country))", en: "foreign address (\(country))")
    }
  }

  private static func list(_ scripts: [Script]) -> Text {
    let words = scripts.map(\.text)
    return Text(fr: words.map(\.fr).joined(separator: ", "), english: words.map(\.en).joined(separator: ", "))
  }

  private static func list(_ matches: [CaseFile.Forgery.Match]) -> Text {
    let words = matches.map { match in
      switch match {
      case .account: Text(fr: "même compte", en: "same account")
      case .licence: Text(fr: "même permis", en: "same licence")
      case .identity: Text(fr: "mêmes nom et naissance", en: "same names and birth")
      case .email: Text(fr: "même courriel", en: "same e-mail")
      case .phone: Text(fr: "même téléphone", en: "same phone")
      case .document: Text(fr: "même fichier", en: "same file")
      }
    }
    return Text(fr: words.map(\.fr).joined(separator: ", "), english: words.map(\.en).joined(separator: ", "))
  }

  static func consent(_ kind: String) -> Text {
    switch kind {
    case "privacy_policy": Text(fr: "confidentialité", en: "privacy policy")
    case "terms_of_use": Text(fr: "conditions d'utilisation", en: "terms of use")
    case "data_processing": Text(fr: "traitement des données", en: "data processing")
    default: Text(same: "\(kind)")
    }
  }

  /// What a check has to say of an element whose values stand side by side above it.
  static func brief(_ message: Message) -> Text? {
    switch message {
    case .notRead(let reported?):
      Text(
        fr: "à lire ; la fabrication dit « \(Labels.printed(reported).fr) »",
        en: "to be read; the factory says \"\(Labels.printed(reported).en)\"")
    case .notRead(nil): Text(fr: "à lire sur la carte", en: "to be read on the card")
    case .printedOtherwise: Text(fr: "lu ≠ commandé", en: "read ≠ ordered")
    case .orderedOtherwise: Text(fr: "lu = commandé ≠ source", en: "read = ordered ≠ source")
    case .sourceAgrees(_, _, let claimed):
      claimed.isEmpty
        ? Text(fr: "lu = commandé = source", en: "read = ordered = source")
        : Text(fr: "lu = commandé = source, il dit autre chose", en: "read = ordered = source, he says otherwise")
    case .entryNotCompared:
      Text(
        fr: "lu = commandé = source, il dit autre chose ; pièce validée non comparée",
        en: "read = ordered = source, he says otherwise; not compared with the approved document")
    case .printedAsClaimed: Text(fr: "la carte porte ce qu'il demande", en: "the card says what he asks for")
    case .sourceUnknown: Text(fr: "source inconnue : à vérifier", en: "source unknown: to be checked")
    default: nil
    }
  }
}

extension Script {
  var text: Text {
    switch self {
    case .latin: Text(fr: "latin", en: "Latin")
    case .greek: Text(fr: "grec", en: "Greek")
    case .cyrillic: Text(fr: "cyrillique", en: "Cyrillic")
    case .armenian: Text(fr: "arménien", en: "Armenian")
    case .hebrew: Text(fr: "hébreu", en: "Hebrew")
    case .arabic: Text(fr: "arabe", en: "Arabic")
    case .cherokee: Text(fr: "cherokee", en: "Cherokee")
    case .mathematical: Text(fr: "mathématique", en: "mathematical")
    case .other: Text(fr: "autre", en: "other")
    }
  }
}
