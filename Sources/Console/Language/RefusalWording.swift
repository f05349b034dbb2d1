import Desk
import Terminal

/// What an agent is told of a refusal: a sentence and an advice, in French and in English.
///
/// `{name}` stands for a value of the refusal or for what is made of it (``Told``), `{name*}` for the same in bold.
struct RefusalWording {
  let french, english, frenchAdvice, englishAdvice: String

  private init(_ french: String, _ english: String, _ frenchAdvice: String, _ englishAdvice: String) {
    (self.french, self.english) = (french, english)
    (self.frenchAdvice, self.englishAdvice) = (frenchAdvice, englishAdvice)
  }

  /// What is said of a refusal: that of its name, else that of its SQLSTATE; nil where this console does not know it.
  static func of(_ refusal: Refusal) -> RefusalWording? { all[refusal.name] ?? all[refusal.sqlState] }

  /// By the name of the row in `core.refusal`, or by the SQLSTATE: conditions of PostgreSQL's own, and rows of which no more is said.
  static let all: [String: RefusalWording] = [
    // PostgreSQL's own.
    "25006": .init(
      "ce serveur est en lecture seule : rien n'a changé", "this server is read-only: nothing was changed",
      "C'est sans doute le serveur de secours : voyez avec qui gère la base à quel serveur se connecter.",
      "It is probably the standby: ask whoever runs the database which server to connect to."),
    "40001": gaveWay,
    "40P01": gaveWay,
    "53100": .init(
      "le disque du serveur est plein : rien n'a changé", "the server's disk is full: nothing was changed",
      "Prévenez qui gère la base ; réessayez ensuite.", "Tell whoever runs the database; try again afterwards."),
    "53200": exhausted,
    "53300": exhausted,
    "53400": exhausted,
    "55006": busy,
    "55006:mine": .init(
      "vous l'avez enregistré {at} : {deed}{target}. Rien n'a changé",
      "you recorded it {at}: {deed}{target}. Nothing was changed",
      "{take_it_back} le reprend ; sinon recommencez {until}.", "{take_it_back} takes it back; else do it again {until}."),
    "55P03": busy,
    "57014": .init(
      "le serveur a arrêté la commande, trop longue ou annulée chez lui : rien n'a changé",
      "the server stopped the command, which took too long or was cancelled there: nothing was changed",
      "Réessayez ; sinon prévenez qui gère la base.", "Try again; else tell whoever runs the database."),
    // Cases.
    "PU001": .init(
      "il n'y a pas de dossier {case}", "there is no case {case}", "Cherchez-le avec « chercher ».", "Look for it with \"search\"."),
    "PU002": .init(
      "{case} n'est pas un numéro de dossier : un chiffre est faux", "{case} is not a case number: a digit is wrong",
      "Relisez-le chiffre par chiffre ; deux sont peut-être inversés.", "Check it digit by digit; two may be swapped."),
    "PU003": .init(
      "il n'y a pas de conducteur {driver}", "there is no driver {driver}", "Cherchez-le avec « chercher ».",
      "Look for him with \"search\"."),
    "PU004": .init("il n'y a pas {of_kind} {id}", "there is no {of_kind} {id}", "Vérifiez le numéro.", "Check the number."),
    "PU006": .init(
      "« {action} » n'est pas possible : {object}, état « {state} »", "\"{action}\" is not possible: {object} in state \"{state}\"",
      "Rien n'a changé. « afficher » montre où il en est.", "Nothing was changed. \"show\" tells where it stands."),
    "PU006:account": .init(
      "le compte est « {state} », il devrait être « {wanted_state} »", "the account is \"{state}\", it should be \"{wanted_state}\"",
      "Rien n'a changé. « afficher » montre où il en est.", "Nothing was changed. \"show\" tells where it stands."),
    "PU010": .init(
      "le dossier {case} est tenu par {holder*}", "case {case} is held by {holder*}",
      "Prenez-en un autre (« suivant ») ; sa prise en charge finit {until}.", "Take another one (\"next\"); the claim ends {until}."),
    "PU011": .init(
      "vous ne tenez plus le dossier {case}", "you no longer hold case {case}",
      "La prise en charge a expiré. « ouvrir {case} » le reprend ; vos signalements y sont encore.",
      "The claim ran out. \"open {case}\" takes it again; your flags are still there."),
    "PU011:elsewhere": .init(
      "vous ne tenez plus le dossier {case}", "you no longer hold case {case}",
      "Une autre de vos consoles l'a repris. « ouvrir {case} » le reprend ici.",
      "Another of your consoles took it over. \"open {case}\" takes it back here."),
    "PU011:given": .init(
      "vous ne tenez plus le dossier {case} : {by*} l'a affecté à {agent*}, {at}",
      "you no longer hold case {case}: {by*} gave it to {agent*}, {at}",
      "Vos signalements y sont encore. Prenez-en un autre (« suivant »).",
      "Your flags are still on it. Take another one (\"next\")."),
    "PU012": .init(
      "le dossier {case} a changé depuis que vous l'avez lu", "case {case} has changed since you read it",
      "Relisez-le (« afficher »), puis décidez.", "Read it again (\"show\"), then decide."),
    "PU013": .init(
      "le dossier {case} est déjà décidé : {action}, par {agent*}, {at}", "case {case} was already decided: {action}, by {agent*}, {at}",
      "Rien n'a changé. « défaire {case} » reprend sa propre décision tant qu'elle n'a pas pris effet ; un superviseur peut en réformer une.",
      "Nothing was changed. \"undo {case}\" takes one's own decision back until it takes effect; a supervisor can overturn one."),
    "PU013:ended": .init(
      "le dossier {case} est devenu sans objet : il n'y a rien à décider", "case {case} has lost its object: there is nothing to decide",
      "« historique {case} » dit pourquoi.", "\"history {case}\" tells why."),
    "PU014": .init(
      "il reste le dossier {case}, qu'une autre session verrouille en ce moment",
      "case {case} is left, and another session has locked it at this moment",
      "Redemandez dans un instant.", "Ask again in a moment."),
    "PU015": .init(
      "le dossier {case} est escaladé : un superviseur le prendra", "case {case} was escalated: a supervisor will take it",
      "Prenez-en un autre (« suivant »).", "Take another one (\"next\")."),
    "PU016": .init(
      "le dossier {case} est réservé à {agent*}{why_reserved}", "case {case} is reserved for {agent*}{why_reserved}",
      "Il sera à tous {until} ; un superviseur peut l'affecter avant.", "It is anyone's {until}; a supervisor can assign it before."),
    "PU091": .init(
      "{case} ne se valide pas avant que vous ayez regardé sa photo à ce passage",
      "{case} is not approved before you have looked at its photo in this round",
      "« visionner photo » la montre ; puis « valider ».", "\"view photo\" shows it; then \"approve\"."),
    "PU017": .init(
      "{agent*} peut encore défaire sa décision sur le dossier {case}", "{agent*} can still undo the decision on case {case}",
      "Attendez la fin du délai ({until}).", "Wait for the end of the grace period ({until})."),
    "PU017:mine": .init(
      "vous pouvez encore défaire votre décision sur le dossier {case}", "you can still undo your decision on case {case}",
      "« défaire {case} » la reprend ; sinon attendez la fin du délai ({until}).",
      "\"undo {case}\" takes it back; else wait for the end of the grace period ({until})."),
    "PU018": .init(
      "le dossier {case} attend le conducteur : redemandé par {agent*}, {at}",
      "case {case} waits for the driver: returned by {agent*}, {at}",
      "Il revient quand le conducteur répond.", "It comes back when he answers."),
    "PU019": .init(
      "le dossier {case} attend {for}", "case {case} waits for {for}",
      "Il s'ouvre de lui-même alors ; « relancer {case} » le rappelle au conducteur.",
      "It opens by itself then; \"remind {case}\" reminds the driver."),
    "PU019:card": .init(
      "le dossier {case} attend {for}", "case {case} waits for {for}",
      "Il s'ouvre quand la carte est reçue (« réceptionner COUPON »).", "It opens once the card is received (\"receive COUPON\")."),
    "PU028": .init(
      "« {action} » ne convient pas à un dossier « {queue} »", "\"{action}\" does not fit a case of \"{queue}\"",
      "{settling} le règle.", "{settling} settles it."),
    // What is flagged and why.
    "PU020": .init("élément inconnu : {item}", "unknown item: {item}", items.fr, items.en),
    "PU021": .init("motif inconnu : {reason}", "unknown reason: {reason}", "Au choix : {possible}.", "One of: {possible}."),
    "PU022": .init(
      "« {reason} » n'est pas un motif pour « {item} »", "\"{reason}\" is not a reason for \"{item}\"", "Au choix : {possible}.",
      "One of: {possible}."),
    "PU023": .init("« {item} » ne fait pas partie de ce dossier", "\"{item}\" is not an item of this case", items.fr, items.en),
    "PU024": .init(
      "le dossier {case} n'a aucun signalement : le conducteur ne saurait pas quoi corriger",
      "case {case} has no flag: the driver would not know what to correct",
      "Signalez d'abord : signaler ÉLÉMENT MOTIF.", "Flag something first: flag ITEM REASON."),
    "PU025": .init(
      "le dossier {case} porte {flags} : il ne se règle pas ainsi", "case {case} has {flags}: it is not settled like this",
      "« redemander », ou « retirer » chaque signalement d'abord.", "\"return\" it, or \"unflag\" each first."),
    "PU026": .init("« {reason} » veut un commentaire", "\"{reason}\" needs a comment", comment.fr, comment.en),
    "PU026:attribution": .init(
      "cette imputation veut un commentaire : aucun défaut constaté, ou l'avis des contrôles est autre",
      "this attribution needs a comment: no defect was found, or the checks suggest otherwise", comment.fr, comment.en),
    "PU026:overturn": .init("une réformation veut un motif", "a reversal needs its reason", comment.fr, comment.en),
    "PU026:reissue": .init("une carte refaite veut un motif", "a card made again needs its reason", comment.fr, comment.en),
    "PU027": .init(
      "rien à retirer sur « {item} »", "nothing to remove on \"{item}\"", "« afficher » montre ceux du dossier.",
      "\"show\" lists those of the case."),
    // Taking back.
    "PU029": .init("{recorded} a été enregistré par {agent*}", "{recorded} was recorded by {agent*}", others.fr, others.en),
    "PU030": .init(
      "cette clé a déjà servi pour autre chose", "this key was used for something else",
      "C'est un défaut de ce programme : signalez-le.", "This is a fault of this program: report it."),
    "PU031": .init(
      "il n'y a rien de vous à reprendre{target}", "there is nothing of yours to take back{target}",
      "On ne défait que ce qu'on a fait soi-même, une fois, avant qu'il prenne effet.",
      "Only what one did oneself can be undone, once, before it takes effect."),
    "PU031:overturn": .init(
      "le dossier {case} n'a pas de décision à réformer", "case {case} has no decision to overturn",
      "Rien n'a changé. « afficher » montre ce qui y a été décidé.", "Nothing was changed. \"show\" tells what was decided on it."),
    "PU031:return": .init(
      "le pli {reference*} n'est pas enregistré comme revenu : rien à reprendre",
      "dispatch {reference*} is not registered as returned: there is nothing to take back",
      "« pnd {reference} MOTIF » l'enregistre.", "\"undelivered {reference} REASON\" registers it."),
    "PU032": .init(
      "{deed}{target} a pris effet {at} : cela ne se défait plus", "{deed}{target} took effect {at}: it can no longer be undone",
      "{who_can_still}", "{who_can_still}"),
    "PU032:read": .init(
      "la décision a pris effet à l'instant : elle ne se défait plus", "the decision has just taken effect: it can no longer be undone",
      "Un superviseur peut réformer une décision.", "A supervisor can overturn a decision."),
    "PU033": .init(
      "le conducteur a répondu depuis que le dossier {case} est redemandé", "the driver has answered since case {case} was returned",
      "Décidez le nouveau passage.", "Decide the new round."),
    "PU034": .init(
      "la carte du dossier {case} en est à « {card_state} »", "the card of case {case} is already \"{card_state}\"",
      "Une commande se retire tant que la production ne l'a pas prise.", "An order can be withdrawn until production takes it."),
    "PU038": .init(
      "ce que vous avez fait en dernier ne se défait pas : {deed}{target}, {at}",
      "what you did last cannot be undone: {deed}{target}, {at}",
      "{remedy}{offered}", "{remedy}{offered}"),
    "PU075": .init(
      "{deed}{target} : le dossier a avancé depuis", "{deed}{target}: the case has gone further since",
      "Rien n'a changé. « afficher » montre ce qui s'est passé.", "Nothing was changed. \"show\" tells what happened."),
    "PU075:corrected": .init(
      "{deed}{target} : {agent*} en a corrigé le motif depuis", "{deed}{target}: {agent*} has corrected its reason since",
      "Rien n'a changé. Voyez ensemble ; un superviseur peut le reprendre (« pnd {reference} --annuler »).",
      "Nothing was changed. Talk to each other; a supervisor can take it back (\"undelivered {reference} --undo\")."),
    // Quality claims and the mailroom.
    "PU035": .init(
      "les constats l'imputent à « {expected} », pas à « {outcome} »", "the findings make it \"{expected}\", not \"{outcome}\"",
      "Changez un constat (« constater »), ou l'imputation.", "Change a finding (\"finding\"), or the attribution."),
    "PU036": .init(
      "pas encore de constat sur : {missing}", "no finding yet on: {missing}",
      "Il en faut un par élément déclaré : constater ÉLÉMENT CAUSE.", "Each declared element needs one: finding ELEMENT CAUSE."),
    "PU037": .init(
      "la formation {training} n'a pas encore été corrigée par son centre", "training {training} has not been corrected by its centre yet",
      "Demandez la correction au centre, et libérez le dossier : la carte serait refaite avec l'erreur.",
      "Ask the centre for the correction, and release the case: the card would be made again with the error."),
    "PU039": .init(
      "la carte {serial*} est attendue pour un autre coupon : {other_coupon*}, dossier {other_case*}",
      "card {serial*} is awaited for another coupon: {other_coupon*}, case {other_case*}",
      "« réceptionner {other_coupon} » la reçoit pour celui-là ; « --insister » les note tous deux.",
      "\"receive {other_coupon}\" receives it for that one; \"--insist\" records both."),
    "PU051": .init(
      "la déclaration du coupon {coupon*} en est à « {claim_state} »", "the claim of coupon {coupon*} is \"{claim_state}\"", claim.fr,
      claim.en),
    "PU051:awaited": .init(
      "la carte du coupon {coupon*} n'est pas reçue : rien à reprendre",
      "the card of coupon {coupon*} was not received: there is nothing to take back", claim.fr, claim.en),
    "PU051:examined": .init(
      "la carte du coupon {coupon*} est déjà examinée : sa réception ne se reprend plus",
      "the card of coupon {coupon*} is being examined: its reception can no longer be taken back", claim.fr, claim.en),
    "PU051:over": .init(
      "la déclaration du coupon {coupon*} en est à « {claim_state} »", "the claim of coupon {coupon*} is \"{claim_state}\"",
      "Si la carte est là, recevez-la par son numéro : « réceptionner {serial} ».",
      "If the card is here, receive it by its own number: \"receive {serial}\"."),
    "PU058": .init(
      "{number} n'est ni un coupon ni une carte", "{number} is neither a coupon nor a card",
      "Relisez-le ; « chercher NOM » trouve la déclaration par le conducteur.",
      "Read it again; \"search NAME\" finds the claim by the driver."),
    "PU059": .init(
      "la carte {serial} ne peut pas être reçue : état « {card_state} », aucune déclaration ne l'attend",
      "card {serial} cannot be received: it is \"{card_state}\", and no claim waits for it",
      "On reçoit une carte déclarée défectueuse, perdue ou volée ; un pli rapporté par la poste s'enregistre par « pnd ».",
      "A card is received when it was declared defective, lost or stolen; what the post brought back is registered by \"undelivered\"."),
    "PU059:undo_reception": .init(
      "la carte {serial} n'est pas reçue : état « {card_state} », rien à reprendre",
      "card {serial} was not received: it is \"{card_state}\", there is nothing to take back",
      "Rien n'a changé. « chercher {serial} » montre à qui elle est.", "Nothing was changed. \"search {serial}\" tells whose it is."),
    "PU065:claimed": .init(
      "le pli {barcode} ne peut pas être revenu : sa carte est ici, reçue sous le coupon {coupon}{on_case}",
      "dispatch {barcode} cannot have come back: its card lies here, received under coupon {coupon}{on_case}",
      "Relisez le code-barres ; ce qui vient avec un coupon se reçoit par lui.",
      "Read the barcode again; what comes with a coupon is received by that."),
    "PU065:activated": .init(
      "le pli {barcode} ne peut pas être revenu : le conducteur a activé sa carte depuis l'envoi",
      "dispatch {barcode} cannot have come back: its driver has activated the card since it was sent",
      "Relisez le code-barres ; « chercher » montre à qui est l'envoi.", "Read the barcode again; \"search\" tells whose dispatch it is."),
    "PU065": .init(
      "le pli {barcode} ne peut pas être revenu : sa carte est à l'état « {card_state} »",
      "dispatch {barcode} cannot have come back: its card is \"{card_state}\"",
      "Relisez le code-barres ; « chercher » montre à qui est l'envoi.", "Read the barcode again; \"search\" tells whose dispatch it is."),
    "PU066": .init(
      "la carte du dossier {case} est hors d'usage : elle ne se réexpédie jamais",
      "the card of case {case} is void: it is never sent again",
      "Elle va sur la liste à détruire (« détruire »).", "It goes on the list to destroy (\"destroy\")."),
    "PU071": .init(
      "la carte n'a pas d'élément « {element} »", "the card has no element \"{element}\"",
      "« aide constater » montre les éléments et les causes.", "\"help finding\" lists the elements and the causes."),
    "PU072": .init("cause inconnue : « {cause} »", "unknown cause: \"{cause}\"", "Au choix : {possible}.", "One of: {possible}."),
    "PU077": .init("{number*} est {what_it_is}", "{number*} is {what_it_is}", "{where_it_goes}", "{where_it_goes}"),
    "PU078": .init(
      "la carte {serial*} ne se détruit pas : état « {card_state} »{on_case}",
      "card {serial*} cannot be destroyed: it is \"{card_state}\"{on_case}",
      "On ne détruit qu'une carte hors d'usage qui est là.", "Only a void card that lies here is destroyed."),
    "PU078:awaited": .init(
      "la carte {serial*} ne se détruit pas : état « {card_state} », attendue pour le coupon {coupon}{on_case}",
      "card {serial*} cannot be destroyed: it is \"{card_state}\", awaited for coupon {coupon}{on_case}",
      "« réceptionner {coupon} » quand elle est là.", "\"receive {coupon}\" once it is here."),
    "PU078:examined": .init(
      "la carte {serial*} ne se détruit pas : état « {card_state} », reçue sous le coupon {coupon}{on_case}",
      "card {serial*} cannot be destroyed: it is \"{card_state}\", received under coupon {coupon}{on_case}",
      "Elle se détruit quand sa déclaration est réglée.", "It is destroyed once its claim is settled."),
    "PU078:destroyed": .init(
      "la carte {serial*} ne se détruit pas : état « {card_state} »{on_case}",
      "card {serial*} cannot be destroyed: it is \"{card_state}\"{on_case}",
      "Elle l'est déjà : il n'y a rien à faire.", "It is done already: nothing is left to do."),
    "PU078:not_received": .init(
      "la carte {serial*} ne se détruit pas : état « {card_state} »{on_case}",
      "card {serial*} cannot be destroyed: it is \"{card_state}\"{on_case}",
      "Recevez-la d'abord : « réceptionner {serial} ».", "Receive it first: \"receive {serial}\"."),
    "PU084": .init(
      "« {element} » : rien d'imprimé qui se lise", "\"{element}\": nothing is printed that could be read",
      "Dites ce que vous voyez : constater ÉLÉMENT CAUSE.", "Say what you see: finding ELEMENT CAUSE."),
    "PU085": .init(
      "« {element} » : ce qui était commandé n'est pas enregistré", "\"{element}\": what was ordered is not recorded",
      "Tapez ce que porte la carte : lu ÉLÉMENT VALEUR.", "Type what stands on the card: read ELEMENT VALUE."),
    "PU086": .init(
      "« {cause} » n'est pas une cause pour « {element} »", "\"{cause}\" is not a cause behind \"{element}\"", "Au choix : {possible}.",
      "One of: {possible}."),
    // Values that are typed.
    "PU060": .init(
      "{field} : {length} caractères, {limit} au plus", "{field}: {length} characters, at most {limit}", "Raccourcissez.", "Shorten it."),
    "PU061": .init(
      "{field} : des caractères de contrôle s'y trouvent", "{field}: contains control characters",
      "Retirez-les ; seul du texte est accepté.", "Remove them; only text is accepted."),
    "PU062": .init(
      "{field} : valeur non admise", "{field}: value not accepted",
      "Rien n'a changé. « aide » et la commande montrent ce qui est admis.",
      "Nothing was changed. \"help\" and the command tell what is accepted."),
    "PU062:choice": .init(
      "{field} : valeur non admise", "{field}: value not accepted", "Rien n'a changé. Au choix : {possible}.",
      "Nothing was changed. One of: {possible}."),
    "PU062:span": .init(
      "un dossier se passe pour une durée d'une minute à un jour", "a case is skipped for a minute to a day",
      "Rien n'a changé. Par exemple : 20min, 2h, 1j.", "Nothing was changed. For instance: 20min, 2h, 1d."),
    "PU062:way": .init(
      "{field} : ce n'en est pas un", "{field}: this is none",
      "Rien n'a changé. Un courriel s'écrit nom@domaine.fr, un téléphone 06 39 98 00 11 ou +33 6 39 98 00 11.",
      "Nothing was changed. An e-mail is written name@domain.fr, a phone 06 39 98 00 11 or +33 6 39 98 00 11."),
    "PU062:day": .init(
      "{field} : ce n'est pas une date", "{field}: this is no day",
      "Rien n'a changé. Écrivez-la ainsi : 14/05/2031.", "Nothing was changed. Write it so: 2031-05-14 or 14/05/2031."),
    "PU062:birth_day": .init(
      "{field} : ce n'est pas une date de naissance", "{field}: this is no day of birth",
      "Rien n'a changé. De 1900 à aujourd'hui.", "Nothing was changed. From 1900 until today."),
    "PU062:name": .init(
      "{field} : ce n'est pas un nom", "{field}: this is no name",
      "Rien n'a changé. Des lettres, avec espaces, tirets, apostrophes et points.",
      "Nothing was changed. Letters, with blanks, hyphens, apostrophes and dots."),
    "PU062:categories": .init(
      "{field} : ce n'est pas une liste de catégories", "{field}: this is no list of categories",
      "Rien n'a changé. Écrivez leurs codes ainsi : C, CE.", "Nothing was changed. Write their codes so: C, CE."),
    "PU062:licence_number": .init(
      "{field} : ce n'est pas un numéro de permis", "{field}: this is no licence number",
      "Rien n'a changé. Des lettres et des chiffres, six au moins, comme sur le permis.",
      "Nothing was changed. Letters and digits, six at least, as on the licence."),
    "PU062:signs": .init(
      "{field} : la carte n'imprime pas ces signes", "{field}: a card does not print such signs",
      "Rien n'a changé. Des lettres, des chiffres et la ponctuation ordinaire.",
      "Nothing was changed. Letters, digits and plain punctuation."),
    "PU062:no_text": .init(
      "{field} : cet élément ne porte pas de texte", "{field}: this element bears no text",
      "Rien n'a changé. Dites-le en commentaire.", "Nothing was changed. Say it in a comment."),
    "PU062:needed": .init(
      "{field} : valeur non admise", "{field}: value not accepted",
      "Rien n'a changé. Écrivez-le derrière la commande.", "Nothing was changed. Write it behind the command."),
    "PU062:search": .init(
      "chercher demande au moins deux caractères", "searching takes at least two characters",
      "Un nom, une date de naissance, un courriel, un téléphone ou un numéro.", "A name, a birth date, an e-mail, a phone or a number."),
    // People, queues, settings.
    "PU054": .init(
      "la formation {training} a déjà servi à une demande", "training {training} was already used for an application",
      "Un superviseur clôt d'abord cette demande.", "A supervisor closes that application first."),
    "PU057": .init(
      "le conducteur {driver} est injoignable : ni courriel ni téléphone utilisable",
      "driver {driver} cannot be reached: no usable e-mail or phone",
      "Rien n'est parti ; joignez-le autrement.", "Nothing was sent; reach him some other way."),
    "PU063": .init(
      "{agent} n'est pas un agent", "{agent} is not an agent", "Donnez l'identifiant d'un agent ; Tab les montre.",
      "Give the login of an agent; Tab shows them."),
    "PU064": .init(
      "la file « {queue} » n'est pas ouverte à {agent*}", "the queue \"{queue}\" is not open to {agent*}",
      "Un superviseur peut l'ouvrir : habiliter {queue} {agent}.", "A supervisor can open it: grant {queue} {agent}."),
    "PU067": .init(
      "la carte {serial*} ne peut pas être refaite : {obstacle}", "card {serial*} cannot be made again: {obstacle}", "{way_round}",
      "{way_round}"),
    "PU068": .init(
      "réglage inconnu : « {setting} »", "unknown setting: \"{setting}\"", "« réglage » les montre tous.", "\"setting\" lists them all."),
    "PU068:choice": .init(
      "« {value} » ne convient pas pour {setting}", "\"{value}\" does not fit {setting}", "Au choix : {choices}.", "One of: {choices}."),
    "PU068:kind": .init(
      "« {value} » ne convient pas pour {setting}", "\"{value}\" does not fit {setting}",
      "« réglage {setting} » montre ce qui est admis.", "\"setting {setting}\" tells what is accepted."),
    "PU068:range": .init(
      "« {value} » ne convient pas pour {setting}", "\"{value}\" does not fit {setting}", "De {minimum} à {maximum}.",
      "{minimum} to {maximum}."),
    "PU069": .init(
      "le conducteur du dossier {case} a été relancé {at}", "the driver of case {case} was reminded {at}",
      "Une fois par jour au plus ; appelez-le, ou attendez.", "Once a day at most; call him, or wait."),
    "PU070": .init(
      "la formation {training} ne correspond pas au conducteur {driver} : autre {differs}",
      "training {training} does not match driver {driver}: other {differs}",
      "Comparez (« conducteur {driver} ») ; si c'est la sienne, ajoutez pourquoi, en commentaire.",
      "Compare (\"driver {driver}\"); if it is his, add why, as a comment."),
    "PU073": .init(
      "la formation {training} ne peut pas être rattachée : état « {training_state} »",
      "training {training} cannot be attached: it is \"{training_state}\"", "Voyez avec le centre de formation.",
      "Ask the training centre."),
    "PU073:attached": .init(
      "la formation {training} est déjà rattachée au conducteur {driver}", "training {training} is already attached to driver {driver}",
      "« conducteur {driver} » le montre ; un superviseur peut l'en ôter (« rattacher {training} --fin »).",
      "\"driver {driver}\" shows him; a supervisor can take it off (\"attach {training} --off\")."),
    "PU076": .init(
      "le dossier {case} est tenu en ce moment par {holder*}", "case {case} is held at this moment by {holder*}",
      "« affecter {case} {agent} --insister » le lui prend ; il l'apprend à sa prochaine commande.",
      "\"assign {case} {agent} --insist\" takes it from him; his next command tells him."),
    "PU079": .init(
      "le dossier {case} vient d'être affecté à {agent*} par {by*}, {at}", "case {case} was just given to {agent*} by {by*}, {at}",
      "Voyez ensemble ; « --insister » l'affecte à un autre.", "Talk to each other; \"--insist\" gives it to somebody else."),
    "PU080": .init(
      "aucune lecture n'est ouverte pour cela", "no reading was opened for this",
      "Rien n'a été lu. Redemandez-le : une lecture ne dure que peu de temps.",
      "Nothing was read. Ask again: a reading lasts a short time only."),
    "PU081": .init(
      "{limit} lectures au plus en une heure : cette limite est atteinte", "at most {limit} readings in an hour: that limit is reached",
      "Les dossiers que vous tenez restent ouverts ; attendez, ou demandez à un superviseur (« réglage {setting} »).",
      "The cases in your hands stay open to you; wait, or ask a supervisor (\"setting {setting}\")."),
    "PU082": .init(
      "il s'est passé trop de temps avant l'enregistrement", "too long passed before it was recorded",
      "Rien n'a été enregistré : quelqu'un tenait ces données. Refaites-le.",
      "Nothing was recorded: somebody held this data. Do it again."),
    "PU083": .init(
      "vous tenez déjà {limit} dossiers", "you hold {limit} cases already", "Tranchez-en un, ou libérez-le.", "Settle one, or release it."),
    "PU087": .init(
      "c'est déjà celui du conducteur {driver}, dont le compte est actif : rien n'a changé",
      "it is that of driver {driver} already, whose account is active: nothing was changed",
      "Faites-le répéter ; si les deux s'en servent, recommencez avec --insister devant la valeur.",
      "Ask again; if both use it, do it again with --insist before the value."),
  ]

  private static let gaveWay = RefusalWording(
    "deux opérations se sont gênées, celle-ci a cédé : rien n'a changé",
    "two operations were in each other's way and this one gave way: nothing was changed", "Recommencez.", "Do it again.")
  private static let exhausted = RefusalWording(
    "le serveur est à bout de ressources : rien n'a changé", "the server is out of resources: nothing was changed",
    "Réessayez dans un moment ; sinon prévenez qui gère la base.", "Try again in a moment; else tell whoever runs the database.")
  private static let busy = RefusalWording(
    "quelqu'un d'autre y travaille en ce moment : rien n'a changé", "somebody else is working on it at this moment: nothing was changed",
    "Réessayez dans un moment.", "Try again in a moment.")

  private typealias Advice = (fr: String, en: String)
  private static let items: Advice = (
    "« aide signaler » montre les éléments et leurs motifs.", "\"help flag\" lists the items and their reasons."
  )
  private static let comment: Advice = (
    "Dites pourquoi en quelques mots ; cela reste interne.", "Say why, in a few words; it stays internal."
  )
  private static let others: Advice = (
    "Qui l'a enregistré peut le reprendre un moment, un superviseur aussi ; demandez-le-lui.",
    "Whoever recorded it can take it back for a moment, so can a supervisor; ask him."
  )
  private static let claim: Advice = (
    "Rien n'a changé. Son dossier montre ce qui s'est passé (« chercher {coupon} »).",
    "Nothing was changed. Its case tells what happened (\"search {coupon}\")."
  )
}
