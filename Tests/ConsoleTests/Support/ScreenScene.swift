import TestSupport
import Testing

@testable import Console

/// A desk with a case of each queue in each state, and what is typed there in either language. What drivers and agents say is in neither.
struct ScreenScene {
  struct Line {
    let fr, en: String

    init(_ fr: String, _ en: String) { (self.fr, self.en) = (fr, en) }

    subscript(language: Language) -> String { language == .fr ? fr : en }
  }

  let counter = try! Counter()
  let open, waiting, settled, documents, claim, returned: String
  let driver: Int64
  let card: Counter.SentCard

  init() throws {
    // A title's number, a driver twice, a slip in the address.
    (driver, open) = try counter.account(licence: "13AA00001", email: "zoe@gmial.com")
    try counter.account(licence: "13AA00001")
    waiting = try counter.account(lastName: "PETIT").number
    settled = try counter.account(lastName: "MOREAU").number
    card = try counter.sentCard(pictures: true)
    let claimed = try counter.claim(card, #"{"last_name": "DURANT", "expiry_date": "", "photo": "", "code_95": ""}"#, statement: "Xyz.")
    claim = claimed.number
    let other = try counter.sentCard(address: "1 RUE X\n69003 LYON")
    #expect(try counter.run("receive \(claimed.coupon)\nundelivered \(other.barcode) n02\n").status == .exited(0))
    try counter.answer(other)
    returned = try counter.returnCase(other)
    documents = try counter.application(pictures: true)
    let run = try counter.run(
      """
      open \(waiting)
      flag phone spelling xyz
      flag email missing
      return xyz
      open \(settled)
      approve
      open \(documents)
      flag photo blurred xyz
      release
      note \(open) xyz
      note driver:\(driver) xyz
      open \(claim)
      read last_name
      finding last_name data_entry_error xyz
      release

      """)
    #expect(run.status == .exited(0), "\(run.errors)")
  }

  /// What an agent types, in each language.
  var agentLines: [Line] {
    var lines: [Line] = [
      .init("files", "queues"), .init("lister", "list"), .init("lister --en-attente", "list --waiting"),
      .init("lister --sans-anomalie", "list --clean"), .init("?", "?"), .init("afficher \(open)\n?", "show \(open)\n?"),
      .init("conducteur \(driver)\n?", "driver \(driver)\n?"), .init("conducteur \(card.driver) --tout", "driver \(card.driver) --all"),
      .init("chercher durand", "search durand"), .init("chercher xyzq", "search xyzq"), .init("rapport", "report"),
      .init("rapport files", "report queues"), .init("paramétrer", "set"), .init("défaire", "undo"), .init("détruire", "destroy"),
      .init(
        "ouvrir \(open)\n?\nsignaler numero-permis numero-titre\n?\nafficher\nlibérer",
        "open \(open)\n?\nflag licence_number title_number_used\n?\nshow\nrelease"),
      .init("ouvrir \(open)\npasser 2h\n", "open \(open)\nskip 2h\n"),
      .init("ouvrir \(returned)\n?\nréexpédier\ndéfaire\nlibérer", "open \(returned)\n?\nreship\nundo\nrelease"),
      .init("ouvrir \(claim)\n?\nlu photo\nimputer conducteur\nlibérer", "open \(claim)\n?\nread photo\nattribute driver\nrelease"),
      .init(
        "ouvrir \(documents)\nvisionner photo --page 9\nvalider\nlibérer", "open \(documents)\nview photo --page 9\napprove\nrelease"
      ),
      // Refusals.
      .init("ouvrir 1001-8", "open 1001-8"), .init("ouvrir 9999-1\nouvrir 99990", "open 9999-1\nopen 99990"), .init("valider", "approve"),
      .init("ouvrir \(waiting)", "open \(waiting)"), .init("ouvrir \(settled)", "open \(settled)"),
      .init("réceptionner 123", "receive 123"),
      .init("réceptionner \(card.serial)\nréceptionner \(open)", "receive \(card.serial)\nreceive \(open)"),
      .init("pnd 123 n02", "undelivered 123 n02"), .init("pnd 123", "undelivered 123"),
      .init("détruire \(card.serial)", "destroy \(card.serial)"),
      .init(
        "ouvrir \(open)\nredemander\nsignaler photo floue\nsignaler nom floue\nsignaler nom\nsignaler xyzq\nlibérer",
        "open \(open)\nunflag phone\nflag photo blurred\nflag last_name blurred\nflag last_name\nflag xyzq\nrelease"),
      .init("relancer \(waiting)", "remind \(waiting)"), .init("relancer \(open)", "remind \(open)"),
      .init("réformer \(settled) xyz", "overturn \(settled) xyz"),
      .init("clore \(open) doublon", "close \(open) duplicate"), .init("affecter \(open) xyz", "assign \(open) xyz"),
      .init("réglage délai-grâce 3min", "setting grace 3min"), .init("habiliter qualité xyz", "grant quality xyz"),
      .init("lister --xyzq", "list --xyzq"), .init("lister --passage x", "list --round x"),
      .init("lister --échéance x", "list --due-within x"),
      .init("lister xyzq", "list xyzq"), .init("lister --miens --tenus", "list --mine --held"),
      .init("lister --agent xyzq", "list --agent xyzq"),
      .init("noter", "note"), .init("conducteur 999999", "driver 999999"), .init("renvoyer facture F0", "resend invoice F0"),
      .init("renvoyer mot-de-passe \(driver)", "resend password \(driver)"), .init("rattacher 1 \(driver)", "attach 1 \(driver)"),
      .init("coordonnées \(driver) courriel xyz", "contact \(driver) email xyz"),
      .init("coordonnées \(driver) xyzq x", "contact \(driver) xyzq x"),
      .init("rapport xyzq", "report xyzq"), .init("rapport décisions", "report outcomes"), .init("rapport files x=1", "report queues x=1"),
      .init("xyzq", "xyzq"), .init("exécuter xyzq", "run xyzq"), .init("paramétrer format xyzq", "set format xyzq"),
      .init("vérifier files en 3", "expect queues in 3"), .init("vérifier files waiting > 3000", "expect queues waiting > 3000"),
      .init("aide xyzq", "help xyzq"),
      .init("signaler 'x", "flag 'x"), .init("escalader \(settled) xyz", "escalate \(settled) xyz"),
    ]
    for number in [open, waiting, settled, documents, claim, returned] {
      lines += [
        .init("afficher \(number)\n?", "show \(number)\n?"), .init("pourquoi \(number)", "why \(number)"),
        .init("contrôles \(number)", "checks \(number)"),
        .init("conducteur dossier:\(number)", "driver case:\(number)"),
      ]
    }
    return lines
  }

  /// What a supervisor types besides.
  var supervisorLines: [Line] {
    var lines: [Line] = [
      .init("?", "?"), .init("afficher \(open)\n?", "show \(open)\n?"), .init("afficher \(settled)\n?", "show \(settled)\n?"),
      .init("habiliter", "grant"),
      .init("lister --escaladés", "list --escalated"), .init("réglage", "setting"), .init("réglage xyzq 3", "setting xyzq 3"),
      .init("réglage délai-grâce 9j", "setting grace 9d"), .init("réglage délai-grâce xyz", "setting grace xyz"),
      .init("réglage faute-partagée xyz", "setting mixed_fault xyz"),
      .init("réglage faute-partagée conducteur", "setting mixed_fault driver"),
      .init("réglage jours-fériés non", "setting public_holidays_off no"),
      .init("réglage jours-fériés xyz", "setting public_holidays_off xyz"),
      .init("réglage pièces-vol 'declaration-vol identite:recto?'", "setting documents_theft 'theft_declaration identity_document:recto?'"),
      .init("réglage pièces-vol xyz", "setting documents_theft xyz"), .init("réglage part-réservée 0,5", "setting reservation_share 0.5"),
      .init("défaire", "undo"), .init("clore \(open) xyzq", "close \(open) xyzq"),
      .init("affecter \(settled) \(counter.agent)", "assign \(settled) \(counter.agent)"),
      .init(
        "urgence \(open)\nafficher \(open)\nurgence \(open) --fin\ndéfaire", "urgent \(open)\nshow \(open)\nurgent \(open) --off\nundo"),
      .init("réformer \(settled) xyz", "overturn \(settled) xyz"), .init("refaire \(card.serial) xyz", "reissue \(card.serial) xyz"),
      .init("refaire xyz xyz", "reissue xyz xyz"), .init("clore \(open) doublon xyz\ndéfaire", "close \(open) duplicate xyz\nundo"),
    ]
    for report in [
      "imputation attribution", "échéances deadlines", "décisions outcomes", "lectures reads", "pnd undelivered", "attentes waits",
    ] {
      let names = report.split(separator: " ")
      lines.append(.init("rapport \(names[0])", "report \(names[1])"))
    }
    return lines
  }
}
