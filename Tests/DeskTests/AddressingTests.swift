import Casework
import Desk
import Foundation
import Postgres
import TestSupport
import Testing

/// Each message by what it is: to whom, by what way, at which address, in which language, and with what in it. The driver of these stories
/// chose text messages and English, and has both an e-mail address and a phone: whatever goes the wrong way or to somebody else is seen.
@Suite struct AddressingTests {
  /// By what way each message goes to him (one about his account goes as those do), and what it is filled with.
  static let templates: [String: (way: String, payloads: Set<String>)] = [
    "account_approved": ("email", [""]), "account_to_correct": ("email", ["application items request"]),
    "account_suspended": ("email", ["application"]), "password": ("email", [""]), "certificate": ("email", ["training"]),
    "invoice": ("email", ["amount number"]), "credit_note": ("email", ["amount number"]),
    "invoice_duplicate_available": ("email", ["number"]), "invoice_duplicate": ("email", ["number"]),
    "contact_changed": ("sms", ["field"]), "application_received": ("sms", ["application"]),
    "information_request": ("sms", ["application items request"]), "application_approved": ("sms", ["application"]),
    "approval_withdrawn": ("sms", ["application"]), "request_withdrawn": ("sms", ["application"]),
    "attribution_withdrawn": ("sms", ["application"]), "reship_withdrawn": ("sms", ["application"]),
    "case_closed": ("sms", ["application reason wording"]), "replacement_ordered": ("sms", ["application"]),
    "replacement_cancelled": ("sms", ["application card"]), "payment_failed": ("sms", ["application payment"]),
    "payment_expired": ("sms", ["application payment"]), "payment_refunded": ("sms", ["amount application payment"]),
    "card_dispatched": ("sms", ["card"]), "card_reshipped": ("sms", ["card returned_dispatch"]),
    "card_reissued": ("sms", ["application card"]), "quality_claim_registered": ("sms", ["address claim coupon"]),
    "card_received": ("sms", ["claim coupon"]), "envelope_empty": ("sms", ["claim coupon"]),
    "wrong_card_received": ("sms", ["claim coupon"]), "reception_undone": ("sms", ["claim coupon"]),
    "quality_in_groupe": ("sms", ["amount application claim elements"]), "quality_driver": ("sms", ["amount application claim elements"]),
    "quality_no_defect": ("sms", ["amount application claim elements"]), "quality_claim_closed": ("sms", ["claim coupon why"]),
    "card_sent_back": ("sms", ["card claim"]), "dispatch_returned": ("sms", ["card reason returned_dispatch"]),
    "address_to_correct": ("sms", ["application items request"]),
    "reminder": (
      "sms",
      [
        "application request", "application claim coupon", "application case for", "application case for request",
        "application case for returned_dispatch",
      ]
    ),
  ]

  /// What happens to a driver, and what he is told of it, in order.
  struct Story: Sendable, CustomTestStringConvertible {
    var name: String
    var told: [String]
    var play: @Sendable (Listener) throws -> Void

    init(_ name: String, _ told: [String], _ play: @escaping @Sendable (Listener) throws -> Void) {
      (self.name, self.told, self.play) = (name, told, play)
    }

    var testDescription: String { name }
  }

  /// The mailer of a scene: takes what waits, looks at it and sends it.
  final class Listener {
    let scene: Scene
    let form: Scene.Form
    private(set) var told: [String] = []
    private var isMuted = false

    init() throws {
      scene = try Scene()
      var form = Scene.form(1)
      (form.channel, form.language) = ("sms", "en")
      self.form = form
    }

    func listen() throws {
      _ = try MessageTests.send(scene, "sent")
      var connection = try scene.database.connect()
      let rows = try connection.query(
        """
        update core.notification n set error = 'looked at' from core.account a
        where n.state = 'sent' and n.error is null and a.driver_id = n.driver_id and a.last_name = $1
        returning n.id, n.template, n.channel, n.language,
          n.address = case n.channel when 'email' then a.email else a.phone end as is_his,
          (select coalesce(string_agg(k, ' ' order by k), '') from jsonb_object_keys(n.payload) as k) as keys,
          array[a.driver_id] @> array_remove(array[
            (select o.driver_id from core.application o where o.id = (n.payload ->> 'application')::bigint),
            (select o.driver_id from core.card o where o.id = (n.payload ->> 'card')::bigint),
            (select o.driver_id from core.quality_claim o where o.id = (n.payload ->> 'claim')::bigint),
            (select o.driver_id from core.payment o where o.id = (n.payload ->> 'payment')::bigint),
            (select o.driver_id from core.training o where o.id = (n.payload ->> 'training')::bigint),
            (select o.driver_id from core.information_request o where o.id = (n.payload ->> 'request')::bigint),
            (select o.driver_id from core.returned_dispatch o where o.id = (n.payload ->> 'returned_dispatch')::bigint),
            (select o.driver_id from core.invoice o where o.number = n.payload ->> 'number'),
            (select o.driver_id from core.certificate o where o.id = n.certificate_id),
            (select o.driver_id from core.invoice o where o.id = n.invoice_id)], null) as is_about_him,
          (n.payload ->> 'number') is not distinct from (select i.number from core.invoice i where i.id = n.invoice_id)
            and (not n.payload ? 'coupon'
              or n.payload ->> 'coupon' = (select q.coupon from core.quality_claim q where q.id = (n.payload ->> 'claim')::bigint)) as fits,
          not exists (select from jsonb_array_elements(coalesce(n.payload -> 'items', n.payload -> 'elements', '[]')) as i
            left join core.item k on k.item = i ->> 'item' left join core.element e on e.element = i ->> 'element'
            where i ->> 'label' is distinct from coalesce(k.label_en, e.label_en)) as is_in_english
        """, [.text(form.lastName)])
      for row in try rows.sorted(by: { try $0.int64("id") < $1.int64("id") }) {
        let template = try row.string("template")
        if isMuted { continue }
        let expected = try #require(AddressingTests.templates[template], "\(template)")
        let way = try row.string("channel")
        told.append(way == expected.way ? template : "\(template) by \(way)")
        #expect(try row.string("language") == "en", "\(template)")
        #expect(try row.bool("is_his") == (template != "contact_changed"), "\(template): the address")
        let keys = try row.string("keys")
        #expect(expected.payloads.contains(keys), "\(template): \(keys)")
        #expect(try row.bool("is_about_him"), "\(template): what it is about")
        #expect(try row.bool("fits"), "\(template): the coupon, the number")
        #expect(try row.bool("is_in_english"), "\(template): its labels")
      }
    }

    /// What a driver with a card was told before is not the story.
    func withCard(isActive: Bool = true) throws -> (driver: Int64, card: Int64) {
      let owned = try scene.driverWithCard(form, isActive: isActive)
      isMuted = true
      try listen()
      isMuted = false
      return owned
    }

    func passGrace() throws {
      try scene.passGrace()
      try listen()
    }
  }

  @Test(arguments: stories) func whatHeIsTold(_ story: Story) throws {
    let listener = try Listener()
    try story.play(listener)
    try listener.listen()
    #expect(listener.told == story.told)
  }

  @Test func eachMessageOfThePageHasItsStory() throws {
    let page = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../docs/hub-contract.md")
    let text = try String(contentsOf: page, encoding: .utf8)
    let start = try #require(text.range(of: "| template | when | payload |\n"))
    let end = try #require(text.range(of: "\n\n", range: start.upperBound..<text.endIndex))
    let named = text[start.upperBound..<end.lowerBound].split(separator: "\n").dropFirst()
      .flatMap { $0.split(separator: "|")[0].matches(of: #/`([a-z_]+)`/#).map { String($0.1) } }
    #expect(Set(named) == Set(Self.templates.keys))
    #expect(Set(Self.stories.flatMap(\.told).map { $0.prefix { $0 != " " } }.map { String($0) }) == Set(Self.templates.keys))
  }

  static let stories: [Story] = [
    Story("an account", ["account_to_correct", "reminder by email", "certificate", "account_approved", "password", "contact_changed"]) {
      listener in
      let scene = listener.scene
      var form = listener.form
      try scene.recordTraining(form)
      let driver = try scene.submitAccount(form)
      try scene.return(scene.openCase(of: driver), [("birth_place", "spelling")])
      try listener.passGrace()
      var desk = try scene.desk()
      _ = try desk.remind(scene.caseOf(driver))
      try listener.listen()
      form.birthPlace = "PARIS"
      try scene.resubmitAccount(driver, form)
      try scene.approve(scene.openCase(of: driver))
      try listener.passGrace()
      _ = try desk.resendPassword(driver)
      try listener.listen()
      _ = try desk.driverFile(driver)
      _ = try desk.contact(driver, "phone", "0639980177")
    },
    Story("an account whose approval is overturned", ["account_approved", "account_suspended"]) { listener in
      let driver = try listener.scene.submitAccount(listener.form)
      try listener.scene.approve(listener.scene.openCase(of: driver))
      try listener.passGrace()
      var supervisor = try listener.scene.desk("supervisor")
      _ = try supervisor.overturn(listener.scene.caseOf(driver), reason: "doute")
      try listener.passGrace()
    },
    Story(
      "an application",
      [
        "certificate", "account_approved", "application_received", "information_request", "reminder", "request_withdrawn",
        "application_approved", "approval_withdrawn", "application_approved", "card_dispatched", "card_reissued", "card_dispatched",
      ]
    ) { listener in
      let scene = listener.scene
      let training = try scene.recordTraining(listener.form)
      let driver = try scene.activeDriver(listener.form)
      try scene.submit(driver, scene.draftCard(driver, training))
      try listener.listen()
      let number = try scene.openCase(of: driver)
      try scene.return(number, [("photo", "blurred")])
      try listener.passGrace()
      try scene.advance("15 days")
      try listener.listen()
      var supervisor = try scene.desk("supervisor")
      _ = try supervisor.overturn(number, reason: "une erreur")
      try listener.passGrace()
      try scene.approve(number)
      try listener.passGrace()
      _ = try supervisor.overturn(number, reason: "une erreur")
      try listener.passGrace()
      try scene.approve(number)
      try listener.passGrace()
      let card = try #require(try scene.produceAll().first)
      try listener.listen()
      _ = try supervisor.reissue("CQC\(card)", reason: "jamais arrivée")
      try listener.passGrace()
      try scene.produceAll()
    },
    Story("a case that is closed", ["certificate", "account_approved", "application_received", "case_closed"]) { listener in
      let scene = listener.scene
      let training = try scene.recordTraining(listener.form)
      let driver = try scene.activeDriver(listener.form)
      try scene.submit(driver, scene.draftCard(driver, training))
      try listener.listen()
      var supervisor = try scene.desk("supervisor")
      _ = try supervisor.close(scene.openCase(of: driver), reason: "withdrawal")
      try listener.passGrace()
    },
    Story(
      "payments",
      [
        "payment_failed", "payment_expired", "invoice", "invoice_duplicate_available", "replacement_ordered", "invoice_duplicate",
        "invoice",
        "invoice_duplicate_available", "credit_note", "invoice_duplicate_available", "payment_refunded",
      ]
    ) { listener in
      let scene = listener.scene
      let (driver, card) = try listener.withCard()
      let first = try scene.declareLoss(driver, card)
      let loss = try #require(try scene.database.value("select max(id) from core.application").flatMap { Int64($0) })
      func retry() throws -> Int64 {
        let payment = try scene.call("portal", "select hub.retry_payment($1, $2, $3)", [scene.request(), .int(driver), .int(loss)])
        return payment.flatMap { Int64($0) } ?? 0
      }
      try scene.pay(first, "failed")
      try listener.listen()
      try scene.pay(retry(), "expired")
      try listener.listen()
      try scene.pay(retry())
      try listener.listen()
      let number = try #require(try scene.call("portal", "select number from hub.invoice"))
      var desk = try scene.desk()
      _ = try desk.resendInvoice(number)
      try listener.listen()
      try scene.pay(first)
    },
    Story(
      "a card of which everything goes wrong in the mailroom",
      [
        "quality_claim_registered", "reminder", "envelope_empty", "wrong_card_received", "card_received", "reception_undone",
        "card_received",
        "quality_in_groupe", "attribution_withdrawn", "quality_driver",
      ]
    ) { listener in
      let scene = listener.scene
      let (_, other) = try scene.driverWithCard(Scene.form(2))
      let (driver, card) = try listener.withCard()
      let claim = try scene.declareClaim(driver, card, #"{"photo": ""}"#)
      try listener.listen()
      try scene.advance("15 days")
      try listener.listen()
      try scene.scan(claim.coupon, empty: true)
      try listener.listen()
      try scene.scan(claim.coupon, found: "CQC\(other)")
      try listener.listen()
      try scene.scan(claim.coupon)
      try listener.listen()
      try scene.call("mailroom", "select outcome from hub.undo_reception($1, $2)", [scene.request(), .text(claim.coupon)])
      try listener.listen()
      try scene.scan(claim.coupon)
      try scene.attribute(claim.case, .inGroupe, [("photo", "print_defect", "")])
      try listener.passGrace()
      var supervisor = try scene.desk("supervisor")
      _ = try supervisor.overturn(claim.case, reason: "une erreur")
      try listener.passGrace()
      try scene.attribute(claim.case, .driver, [("photo", "unsuitable_image_supplied", "")])
      try listener.passGrace()
    },
    Story(
      "a card without a defect, then lost",
      [
        "quality_claim_registered", "card_received", "quality_no_defect", "card_sent_back", "card_dispatched", "quality_claim_registered",
        "invoice", "invoice_duplicate_available", "quality_claim_closed", "replacement_ordered",
      ]
    ) { listener in
      let scene = listener.scene
      let (driver, card) = try listener.withCard()
      let claim = try scene.declareClaim(driver, card, #"{"photo": ""}"#)
      try scene.scan(claim.coupon)
      var desk = try scene.desk()
      _ = try desk.claim(claim.case)
      let version = try desk.caseFile(claim.case).case.version
      try desk.finding(claim.case, version: version, element: "photo", cause: "no_defect_found", comment: "rien")
      _ = try desk.attribute(claim.case, version: version, outcome: .driver, comment: "rien", suggestion: nil)
      try listener.passGrace()
      try scene.call("portal", "select hub.request_card_back($1, $2, $3)", [scene.request(), .int(driver), .int(claim.claim)])
      try scene.sendAgain()
      try listener.listen()
      _ = try scene.declareClaim(driver, card, #"{"signature": ""}"#)
      try scene.pay(scene.declareLoss(driver, card))
    },
    Story(
      "a card that comes back",
      [
        "replacement_cancelled", "dispatch_returned", "address_to_correct", "invoice", "invoice_duplicate_available", "card_reshipped",
        "reship_withdrawn", "card_reshipped",
        "card_dispatched",
      ]
    ) { listener in
      let scene = listener.scene
      let (driver, card) = try listener.withCard(isActive: false)
      _ = try scene.declareLoss(driver, card)
      let (returned, number) = try scene.comeBack(scene.barcode(of: card))
      try listener.listen()
      _ = try scene.answer(driver, returned)
      try scene.return(number, [("delivery_address", "incomplete_address")])
      try listener.passGrace()
      let payment = try #require(try scene.answer(driver, returned, UndeliveredFlowTests.elsewhere))
      try scene.pay(payment)
      try listener.listen()
      try scene.reship(number)
      try listener.passGrace()
      var supervisor = try scene.desk("supervisor")
      _ = try supervisor.overturn(number, reason: "une erreur")
      try listener.passGrace()
      try scene.reship(number)
      try listener.passGrace()
      try scene.sendAgain()
    },
  ]
}
