import Terminal
import Testing

@testable import Console

/// Lines of the mailroom, of quality cases, of supervisors and of whoever answers a call.
@Suite struct MailroomParserTests {
  private func parse(_ line: String, _ language: Language = .en, queue: String? = nil) throws -> Invocation {
    try #require(try parser(language, queue: queue).parse(line))
  }

  private func failure(_ line: String, _ language: Language = .en, queue: String? = nil) -> Failure? {
    do throws(Failure) {
      _ = try parser(language, queue: queue).parse(line)
      return nil
    } catch {
      return error
    }
  }

  @Test(arguments: [
    ("receive", "réceptionner"), ("destroy", "détruire"), ("undelivered", "pnd"), ("finding", "constater"), ("attribute", "imputer"),
    ("reship", "réexpédier"), ("remind", "relancer"), ("reissue", "refaire"), ("grant", "habiliter"), ("setting", "réglage"),
    ("attach", "rattacher"), ("contact", "coordonnées"),
  ])
  func bothNames(_ english: String, _ french: String) throws {
    for typed in [english, french, Folding.fold(french)] {
      #expect(try CommandTable.console.find(typed, language: .fr).name == english)
    }
  }

  @Test func options() throws {
    let found = try parse("réceptionner Q1 --trouvee AB1", .fr)
    #expect(found.text("number") == "Q1")
    #expect(found.text("found") == "AB1")
    #expect(try parse("receive Q1 --vide").has("empty"))
    #expect(try parse("réceptionner Q1 --annuler", .fr).has("undo"))
    #expect(try parse("habiliter qualité claire --fin", .fr).has("off"))
    #expect(failure("receive Q1 --emp")?.hint.en.plain == "Did you mean: --empty?")
  }

  @Test func findings() throws {
    let line = try parse("constater date-fin erreur --valeur 2031-05-14 'formation anticipée'", .fr)
    #expect(line.term("element")?.code == "expiry_date")
    #expect(line.term("cause")?.code == "data_entry_error")
    #expect(line.text("value") == "2031-05-14")
    #expect(line.text("comment") == "formation anticipée")
    // The value and the comment may say who he is.
    #expect(line.remembered == "finding date-fin erreur")
    #expect(failure("finding last_nam data_entry_error")?.code == nil)
    #expect(failure("finding lst_name data_entry_error")?.hint.en.plain == "Did you mean: last_name?")
    #expect(failure("finding nom foo")?.hint.en.plain == "One of: data_entry_error, print_defect, no_defect_found.")
  }

  @Test func whatUnflagTakes() throws {
    #expect(try parse("unflag impression", queue: "quality").term("item")?.code == "print_quality")
    #expect(failure("unflag photo", queue: "quality")?.message.en.plain == "the card has no element \"photo\"")
    #expect(try parse("unflag photo", queue: "documents").term("item")?.code == "photo")
  }

  @Test func postalReasons() throws {
    for typed in ["n02", "N02", "unknown_at_address", "destinataire-inconnu", "Destinataire-Inconnu"] {
      #expect(try parse("pnd X1 \(typed)", .fr).term("reason")?.code == "unknown_at_address")
    }
    #expect(failure("undelivered X1 n99")?.message.en.plain == "unknown postal reason: \"n99\"")
    #expect(failure("undelivered X1")?.message.en.plain == "REASON is missing")
  }

  @Test func outcomes() throws {
    #expect(try parse("imputer in-groupe", .fr).term("outcome")?.code == "in_groupe")
    #expect(try parse("attribute in_groupe").term("outcome")?.code == "in_groupe")
    #expect(try parse("imputer conducteur 'vu'", .fr).term("outcome")?.code == "driver")
    #expect(failure("attribute nobody")?.code == .failed)
  }

  @Test func drivers() throws {
    // Five million drivers, and more to come.
    #expect(try parse("driver 12345678").number("driver") == 12_345_678)
    #expect(try parse("conducteur carte:AB12", .fr).values["driver"] == .reference(.card, "AB12"))
    #expect(try parse("driver claim:Q001").values["driver"] == .reference(.claim, "Q001"))
    #expect(try parse("conducteur coupon:Q001", .fr).values["driver"] == .reference(.claim, "Q001"))
    #expect(try parse("show envoi:2L01").values["case"] == .reference(.dispatch, "2L01"))
    #expect(failure("driver durand")?.code == .usage)
    let attached = try parse("attach 1042 driver:1001 vu avec le centre")
    #expect(attached.number("training") == 1042)
    #expect(attached.values["driver"] == .reference(.driver, "1001"))
    #expect(attached.text("comment") == "vu avec le centre")
    #expect(attached.remembered == "attach 1042 driver:1001")
    #expect(try parse("attach 1042 --off").values["driver"] == nil)
  }

  @Test func personalDataStayOutOfTheHistory() throws {
    #expect(try parse("contact 1001 email zoe@example.org").remembered == "contact 1001 email")
    #expect(try parse("coordonnées 1001 téléphone 06 39 98 00 11", .fr).text("value") == "06 39 98 00 11")
    #expect(try parse("reissue AB1 'his wife called'").remembered == "reissue AB1")
  }

  @Test func settings() throws {
    let line = try parse("réglage documents_card photo signature?", .fr)
    #expect(line.text("name") == "documents_card")
    #expect(line.text("value") == "photo signature?")
    #expect(try parse("setting").values.isEmpty)
  }
}
