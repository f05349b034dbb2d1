import Casework
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
    #expect(found.text(0) == "Q1")
    #expect(found.text(1) == "AB1")
    #expect(try parse("receive Q1 --vide").value(2) == true)
    #expect(try parse("réceptionner Q1 --annuler", .fr).value(3) == true)
    #expect(try parse("habiliter qualité claire --fin", .fr).value(2) == true)
    #expect(failure("receive Q1 --emp")?.hint.en.plain == "Did you mean: --empty?")
  }

  @Test func findings() throws {
    let line = try parse("constater date-fin erreur-saisie --valeur 2031-05-14 formation anticipée, l'école l'a dit", .fr)
    #expect(line.code(1) == "expiry_date")
    #expect(line.code(2) == "data_entry_error")
    #expect(line.text(3) == "2031-05-14")
    #expect(line.text(4) == "formation anticipée, l'école l'a dit")
    // The value and the comment may say who he is.
    #expect(line.remembered == "constater date-fin erreur-saisie --valeur")
    #expect(failure("finding last_nam data_entry_error")?.code == .failed)
    #expect(failure("finding lst_name data_entry_error")?.hint.en.plain == "Did you mean: last_name?")
    #expect(failure("finding nom foo")?.hint.en.plain == "One of: data_entry_error, print_defect, no_defect_found.")
  }

  @Test func whatUnflagTakes() throws {
    #expect(try parse("unflag impression", queue: "quality").value(1, Term.self)?.code == "print_quality")
    #expect(failure("unflag photo", queue: "quality")?.message.en.plain == "the card has no element \"photo\"")
    #expect(try parse("unflag photo", queue: "documents").value(1, Term.self)?.code == "photo")
  }

  @Test func postalReasons() throws {
    for typed in ["n02", "N02", "unknown_at_address", "destinataire-inconnu", "Destinataire-Inconnu"] {
      #expect(try parse("pnd X1 \(typed)", .fr).code(1) == "unknown_at_address")
    }
    #expect(failure("undelivered X1 n99")?.message.en.plain == "unknown postal reason: \"n99\"")
    #expect(failure("undelivered")?.message.en.plain == "DISPATCH|CARD is missing")
  }

  @Test func outcomes() throws {
    #expect(try parse("imputer in-groupe", .fr).code(1) == "in_groupe")
    #expect(try parse("attribute in_groupe").code(1) == "in_groupe")
    #expect(try parse("imputer conducteur 'vu'", .fr).code(1) == "driver")
    #expect(failure("attribute nobody")?.code == .failed)
  }

  @Test func drivers() throws {
    // Five million drivers, and more to come.
    #expect(try driver("driver 12345678") == .number(12_345_678))
    #expect(try driver("conducteur carte:AB12") == .of(.card, "AB12"))
    #expect(try driver("driver claim:Q001") == .of(.claim, "Q001"))
    #expect(try driver("conducteur coupon:Q001") == .of(.claim, "Q001"))
    #expect(try driver("conducteur 1001-9") == .caseNumber(CaseNumber(id: 10019)))
    #expect(try driver("conducteur dossier:10019") == .caseNumber(CaseNumber(id: 10019)))
    #expect(try parse("show envoi:2L01").value(0, Reference.self) == .of(.dispatch, "2L01"))
    // Anything else is searched for.
    guard case .text(let name)? = try parse("conducteur d'artagnan", .fr).value(0, DriverOrText.self) else { throw CancellationError() }
    #expect(name == "d'artagnan")
    let attached = try parse("attach 1042 driver:1001 vu avec l'école")
    #expect(attached.value(0) == Int64(1042))
    #expect(attached.value(1, Attaching.self)?.name == .number(1001))
    #expect(attached.value(1, Attaching.self)?.comment == "vu avec l'école")
    #expect(attached.remembered == "attach 1042 driver:1001")
    #expect(try parse("attach 1042 --off").value(1, Attaching.self)?.name == nil)
    #expect(try parse("driver 1001 --all").value(1) == true)
  }

  private func driver(_ line: String) throws -> DriverName? {
    guard case .driver(let name)? = try parse(line, .fr).value(0, DriverOrText.self) else { return nil }
    return name
  }

  @Test func personalDataStayOutOfTheHistory() throws {
    #expect(try parse("contact 1001 email zoe@example.org").remembered == "contact 1001 email")
    #expect(try parse("coordonnées 1001 téléphone 06 39 98 00 11", .fr).text(4) == "06 39 98 00 11")
    #expect(try parse("reissue AB1 'his wife called'").remembered == "reissue AB1")
  }

  @Test func settings() throws {
    let line = try parse("réglage documents_card photo signature?", .fr)
    #expect(line.text(0) == "documents_card")
    #expect(line.text(1) == "photo signature?")
    // Quoted words are words.
    #expect(try parse("setting 'grace' 3min").text(0) == "grace")
    #expect(try parse("setting grace '3min'").text(1) == "3min")
    #expect(try parse("setting ' grace' 3min").text(0) == " grace")
    #expect(try parse("setting").text(0) == nil)
    #expect(try parse("setting grace").text(1) == nil)
  }
}
