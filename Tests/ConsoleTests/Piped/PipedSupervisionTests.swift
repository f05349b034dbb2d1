import Foundation
import Postgres
import TestSupport
import Testing

/// Supervisors' hands: settings, queues, cards made again, cards to destroy.
@Suite struct PipedSupervisionTests {
  @Test func settings() throws {
    let counter = try Counter()
    let supervisor = try counter.supervisor
    let run = try counter.run(
      "setting quality_delay\nsetting reminder_after 10d\nsetting reminder_after\nsetting imputation_transport_damage driver\nsetting queues_open_to_all no\n",
      as: supervisor)
    #expect(run.errors == "")
    #expect(run.output.hasPrefix("quality_delay\n"))
    #expect(run.output.contains("Value:    5\nDefault:  5\nAccepted: 1 to 60\n"))
    #expect(run.output.contains("reminder_after: 10 days from now on (before: 15 days).\n"))
    #expect(run.output.contains("imputation_transport_damage: driver from now on (before: in_groupe).\n"))
    let french = try counter.run("réglage délai-relance\nréglage queues_open_to_all oui\nréglage\n", as: supervisor, lang: "fr")
    #expect(french.answers.contains("Valeur :     10 j\n"))
    #expect(french.answers.contains("files-ouvertes : oui à partir de maintenant (avant : non).\n"))
    let table = try counter.run("setting\n", ["--format", "csv"], as: supervisor)
    #expect(table.output.hasPrefix("name,value,meaning,default,since,set_by,kind,minimum,maximum,choices\n"))
    #expect(table.output.contains("\nreminder_after,10 days,"))
  }

  @Test func everySettingHasANameInFrench() throws {
    let counter = try Counter()
    #expect(try counter.value("select string_agg(name, ', ') from core.setting where name_fr is null or name_fr = name") == nil)
    // A name is one setting's, whatever the language.
    #expect(
      try counter.value("select string_agg(s.name, ', ') from core.setting s join core.setting o on o.name_fr = s.name") == nil)
    let run = try counter.run("réglage pieces-vol\nréglage documents_theft\n", as: counter.supervisor, lang: "fr")
    #expect(run.errors == "")
    #expect(run.answers.components(separatedBy: "Valeur :     declaration-vol").count == 3, "\(run.answers)")
  }

  @Test func settingsThatDoNotFit() throws {
    let counter = try Counter()
    let run = try counter.run(
      "setting qualty_delay 3\nsetting quality_delay 900\nsetting mixed_fault nobody\nsetting reminder_after soon\n", ["--keep-going"],
      as: counter.supervisor)
    #expect(run.status == .exited(6))
    #expect(run.errors.contains("stdin:1: unknown setting: \"qualty_delay\"\n  Did you mean: quality_delay?\n"))
    #expect(run.errors.contains("stdin:2: \"900\" does not fit quality_delay (PU068)\n"))
    #expect(run.errors.contains("  1 to 60.\n"))
    #expect(run.errors.contains("stdin:3: \"nobody\" does not fit mixed_fault\n"))
    #expect(run.errors.contains("stdin:4: \"soon\" does not fit reminder_after (PU068)\n"))
    let agent = try counter.run("setting quality_delay 3\n")
    #expect(agent.status == .exited(4))
    #expect(agent.errors.hasPrefix("stdin:1: you may not change a setting (42501)\n"))
  }

  @Test func queues() throws {
    let counter = try Counter(accounts: 1)
    let supervisor = try counter.supervisor
    let closed = try counter.run("grant accounts \(counter.agent) --off\n", as: supervisor)
    #expect(closed.output == "\"accounts\" is closed to \(counter.agent); a case in hand stays, what was reserved is anyone's.\n")
    let refused = try counter.run("next accounts\n")
    #expect(refused.status == .exited(3))
    #expect(refused.errors.hasPrefix("stdin:1: the queue \"accounts\" is not open to \(counter.agent) (PU064)\n"))
    #expect(refused.errors.contains("  A supervisor can open it: grant accounts \(counter.agent).\n"))
    let open = try counter.run("habiliter comptes \(counter.agent)\nhabiliter\n", as: supervisor, lang: "fr")
    #expect(open.answers.hasPrefix("« comptes » est ouverte à \(counter.agent).\n"))
    #expect(try counter.run("next accounts\n").status == .exited(0))
    let wrong = try counter.run("grant accounts\ngrant accounts nobody\ngrant --off\n", ["--keep-going"], as: supervisor)
    #expect(wrong.errors.contains("stdin:1: AGENT is missing\n") && wrong.errors.contains("stdin:2: nobody is not an agent (PU063)"))
    #expect(wrong.errors.contains("stdin:3: QUEUE is missing"))
  }

  @Test func cardsMadeAgainAndDestroyed() throws {
    let counter = try Counter()
    let card = try counter.sentCard()
    let supervisor = try counter.supervisor
    let agent = try counter.run("reissue \(card.serial) 'neither delivered nor returned'\n")
    #expect(agent.status == .exited(4))
    let run = try counter.run(
      "refaire \(card.serial) 'ni distribuée ni revenue'\nrefaire \(card.serial) encore\n", ["--keep-going"], as: supervisor, lang: "fr")
    #expect(
      run.answers.contains(
        " : la carte \(card.serial) est refaite sans frais. Noté : « ni distribuée ni revenue ». Le conducteur en sera prévenu par courriel. « défaire » possible un moment.\n"
      ))
    #expect(run.errors.replacing("\u{A0}", with: " ").contains("la carte \(card.serial) ne peut pas être refaite : "), "\(run.errors)")
    #expect(run.errors.contains("(PU067)"))
    let none = try counter.run("destroy\ndestroy \(card.serial)\n", ["--keep-going"])
    #expect(none.output == "No card to destroy.\n")
    #expect(none.errors.hasPrefix("stdin:2: "))
    // The factory takes the order: the former card is void. It turns up.
    try counter.database.advanceClock(by: "3 minutes")
    try counter.value("select count(*) from hub.take_orders(gen_random_uuid(), 10)", as: try counter.login("factory"))
    let found = try counter.run("receive \(card.serial)\ndestroy\ndestroy \(card.serial)\ndestroy\n")
    #expect(found.errors == "")
    #expect(
      found.output.hasPrefix("Card \(card.serial): void, now on the list to destroy. \"receive \(card.serial) --undo\" takes it off.\n"))
    #expect(found.output.hasSuffix("Card \(card.serial): destroyed.\nNo card to destroy.\n"))
  }

  /// A card that the post brought back is settled by its case, which is named.
  @Test func aReturnedCardIsSettledByItsCase() throws {
    let counter = try Counter()
    let card = try counter.sentCard()
    #expect(try counter.run("undelivered \(card.barcode) n07\n").status == .exited(0))
    let number = try counter.returnCase(card)
    // Also where the card is named by the number that the database knows it by.
    for (typed, lang, said) in [
      ("reissue \(card.serial) xyz", "en", ["card \(card.serial) cannot be made again", "Settle its undelivered case, \(number)."]),
      ("refaire \(card.card) xyz", "fr", ["la carte \(card.serial) ne peut pas", "Traitez son dossier « pnd », \(number)."]),
    ] {
      let errors = try counter.run(typed + "\n", as: counter.supervisor, lang: lang).errors.replacing("\u{A0}", with: " ")
      #expect(said.allSatisfy(errors.contains), "\(errors)")
    }
  }

  @Test func reversedInEveryQueue() throws {
    let counter = try Counter()
    let (claimed, sent) = (try counter.sentCard(), try counter.sentCard())
    let (coupon, quality, _) = try counter.claim(claimed)
    #expect(try counter.run("receive \(coupon)\nundelivered \(sent.barcode) n07\n").status == .exited(0))
    // Nobody is asked anything before it can be taken back no more.
    try counter.database.advanceClock(by: "3 minutes")
    try counter.answer(sent)
    let undelivered = try counter.returnCase(sent)
    let settled = try counter.run(
      "open \(quality)\nfinding last_name print_defect\nattribute in_groupe 'seen on the card'\nopen \(undelivered)\nreship\n")
    #expect(settled.errors == "")
    try counter.database.advanceClock(by: "3 minutes")
    let run = try counter.run(
      """
      overturn \(quality) 'the print is right'
      overturn \(undelivered) 'he moved'
      assign \(quality) \(counter.agent)
      urgent \(undelivered)

      """, as: counter.supervisor)
    #expect(run.errors == "")
    #expect(run.status == .exited(0))
    // What can still be undone is decided no further.
    let early = try counter.run("close \(undelivered) withdrawal 'he gave up'\n", as: counter.supervisor)
    #expect(early.errors.contains("(PU017)"))
    try counter.database.advanceClock(by: "3 minutes")
    let closed = try counter.run("close \(undelivered) withdrawal 'he gave up'\n", as: counter.supervisor)
    #expect(closed.errors == "")
    #expect(closed.status == .exited(0))
    #expect(
      try counter.value("select string_agg(action, ',' order by id) from core.decision where queue in ('quality', 'undelivered')")
        == "attribute,reship,overturn,overturn,close")
    let french = try counter.run("afficher \(quality)\nescalader \(quality) 'vrai défaut ?'\n", lang: "fr")
    #expect(french.answers.contains("· imputé · \(counter.agent) · IN Groupe — seen on the card"))
    #expect(french.answers.contains("confié aux superviseurs"))
  }
}
