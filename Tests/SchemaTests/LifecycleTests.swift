import Postgres
import TestSupport
import Testing

/// The product of state × action × role, generated from the lifecycle: each step that is not there is tried and refused.
@Suite struct LifecycleTests {
  /// How each action of each object is asked for. `:id`, `:driver`, `:case` stand for the objects of the scene.
  struct Call {
    var object, action, sql: String
    /// Whether a function of that schema is this role's at all: the same step may be an agent's and the mailroom's.
    func mayCall(_ role: String) -> Bool {
      sql.contains("desk.") == (role == "pupitre_agent" || role == "pupitre_supervisor")
    }

    init(_ object: String, _ action: String, _ sql: String) {
      self.object = object
      self.action = action
      self.sql = sql
    }
  }

  static let calls: [Call] = [
    Call("case", "approve", "select desk.approve('k-approve-1', :case, ':token', 1)"),
    Call("case", "return", "select desk.return_case('k-return-1', :case, ':token', 1)"),
    Call("case", "flag", "select desk.flag(gen_random_uuid(), :case, ':token', null, 'phone', 'invalid_format')"),
    Call("case", "claim", "select desk.claim(:case, ':token')"),
    Call("case", "escalate", "select desk.escalate(gen_random_uuid(), :case, 'why')"),
    Call("case", "assign", "select desk.assign(gen_random_uuid(), :case, ':agent')"),
    Call("case", "urgent", "select desk.urgent(gen_random_uuid(), :case, true)"),
    Call("case", "close", "select desk.close_case('k-close-1', :case, ':token', 1, 'forgery')"),
    Call("case", "overturn", "select desk.overturn('k-overturn-1', :case, 'why')"),
    Call("case", "remind", "select desk.remind(gen_random_uuid(), :case)"),
    Call("case", "undo", "select desk.undo('k-undo-001', ':token', :case)"),
    Call(
      "account", "resubmit",
      "select hub.resubmit_account(gen_random_uuid(), :driver, 'A','B','','1980-01-01','C','1','2000-01-01','FR','a@b.fr','06','X')"
    ),
    Call("application", "submit", "select hub.submit_application(gen_random_uuid(), :driver, :application)"),
    Call("application", "cancel", "select hub.cancel_application(gen_random_uuid(), :driver, :application)"),
    Call("application", "answer", "select hub.answer_request(gen_random_uuid(), :driver, :application)"),
    Call("card", "take", "select 1 / count(*) from hub.take_orders(gen_random_uuid(), 10)"),
    Call("card", "produce", "select hub.report_production(gen_random_uuid(), :card, 'ABC123', today() + 1500)"),
    Call("card", "dispatch", "select hub.report_dispatch(gen_random_uuid(), :card, 'ABC123')"),
    Call("card", "activate", "select hub.activate_card(gen_random_uuid(), :driver, :card)"),
    Call("card", "come_back", "select hub.register_returned_dispatch(gen_random_uuid(), 'BARCODE1', 'refused')"),
    Call("card", "come_back", "select desk.register_return(gen_random_uuid(), 'BARCODE1', 'refused')"),
    Call("card", "destroy", "select hub.destroy_card(gen_random_uuid(), 'SERIAL1')"),
    Call("card", "destroy", "select desk.destroy(gen_random_uuid(), 'SERIAL1')"),
    Call("payment", "paid", "select hub.record_payment(gen_random_uuid(), :payment, 'paid', 'r')"),
    Call("payment", "failed", "select hub.record_payment(gen_random_uuid(), :payment, 'failed', 'r')"),
    Call("payment", "expired", "select hub.record_payment(gen_random_uuid(), :payment, 'expired', 'r')"),
    Call(
      "training", "correct",
      "select hub.correct_training(gen_random_uuid(), :training, 'initial','goods','1','A','B','1980-01-01','2020-01-01',true)"
    ),
    Call("training", "cancel", "select hub.cancel_training(gen_random_uuid(), :training)"),
  ]

  @Test func everyStepThatIsNotInTheLifecycleIsRefused() throws {
    let database = try TestDatabase()
    var logins: [String: String] = [:]
    for role in RightsTests.roles { logins[role] = try database.login(memberOf: [role]) }
    let centre = logins["pupitre_centre"]!
    let factory = logins["pupitre_factory"]!
    try database.administer(
      """
      insert into core.driver (id, created_at) overriding system value values (1, core.now());
      insert into core.account (driver_id, submitted_at, last_name, first_names, usage_name, birth_date, birth_place, licence_number,
        licence_issue_date, licence_country, email, phone, postal_address, channel, language, licence_key, identity_key, search_key)
        values (1, core.now(), 'A', 'B', '', '1980-01-01', 'C', '1', '2000-01-01', 'FR', 'a@b.fr', '0639980000', 'X', 'email', 'fr', '1', 'A|B', 'A B');
      insert into core.training (id, centre, kind, qualification, licence_number, last_name, first_names, birth_date, issued_on, gives_right,
        recorded_at, licence_key, identity_key, driver_id, attached_at) overriding system value
        values (1, '\(centre)', 'initial', 'goods', '9', 'A', 'B', '1980-01-01', '2020-01-01', true, core.now(), '9', 'A|B', 1, core.now());
      insert into core.training (id, centre, kind, qualification, licence_number, last_name, first_names, birth_date, issued_on, gives_right,
        recorded_at, licence_key, identity_key) overriding system value
        values (2, '\(centre)', 'initial', 'goods', '9', 'A', 'B', '1980-01-01', '2020-01-01', true, core.now(), '9', 'A|B');
      insert into core.application (id, driver_id, kind, training_id, delivery_address, created_at) overriding system value values (1, 1, 'card', 1, 'X', core.now());
      insert into core.blob values ('\\x01', 'x');
      insert into core.document (application_id, driver_id, type, side, file_name, media_type, sha256, round, given_at)
        select 1, 1, type, side, 'f', 'image/png', '\\x01', 1, core.now() from core.expected_document where application_kind = 'card' and required;
      insert into core.card (id, driver_id, application_id, content, ordered_at, effective_at, taken_by, expires_on, serial, activated_at) overriding system value
        values (1, 1, 1, '{}', core.now(), core.now(), '\(factory)', '2100-01-01', 'SERIAL1', core.now() - interval '1 day');
      insert into core.dispatch (card_id, state, barcode, printed_address, given_address, ordered_at, dispatched_at)
        values (1, 'sent', 'BARCODE1', 'X', 'X', core.now(), core.now());
      insert into core.payment (id, driver_id, application_id, amount, created_at) overriding system value values (1, 1, 1, 100, core.now());
      insert into core.desk_case (id, queue, driver_id, started_at, claim_order, opened_at) values (18, 'accounts', 1, core.now(), core.now(), core.now());
      """)
    var admin = try database.connect()
    let steps = try admin.query("select object, state, action, role_name::text as role from core.lifecycle").map {
      (key: "\(try $0.string("object")) \(try $0.string("state")) \(try $0.string("action"))", role: try $0.string("role"))
    }
    let allowed = Dictionary(grouping: steps, by: \.key).mapValues { Set($0.map(\.role)) }
    let states = try admin.query(
      """
      select object, state from core.lifecycle union select object, next_state from core.lifecycle where next_state is not null order by 1, 2
      """
    ).map { (object: try $0.string("object"), state: try $0.string("state")) }
    let members = ["pupitre_agent": ["pupitre_agent", "pupitre_supervisor"]]
    var tried = 0
    for (object, state) in states {
      for call in Self.calls where call.object == object {
        for role in RightsTests.roles {
          let login = logins[role]!
          let step = allowed["\(object) \(state) \(call.action)"] ?? []
          let may = step.contains { (members[$0] ?? [$0]).contains(role) } && call.mayCall(role)
          _ = try admin.query("begin")
          try prepare(&admin, object, state, login: login, for: call.action)
          _ = try admin.query("set local session authorization \(login)")
          let sql = call.sql.replacing(":case", with: "18").replacing(":token", with: "00000000-0000-4000-8000-000000000001")
            .replacing(":driver", with: "1").replacing(":application", with: "1").replacing(":card", with: "1").replacing(
              ":payment", with: "1"
            )
            .replacing(":training", with: "2").replacing(":agent", with: logins["pupitre_agent"]!)
          let refused = sqlState { _ = try admin.query(sql) }
          _ = try admin.query("rollback")
          tried += 1
          if may {
            #expect(refused == nil, "\(role) must be able to \(call.action) a \(object) that is \(state): \(refused ?? "")")
          } else {
            #expect(refused != nil, "\(role) must not \(call.action) a \(object) that is \(state)")
          }
        }
      }
    }
    #expect(tried > 800)
  }

  /// Puts the object of the scene in a state, as if it had come there.
  private func prepare(_ admin: inout Connection, _ object: String, _ state: String, login: String, for tried: String) throws {
    let statements: [String]
    switch object {
    case "case":
      // Undo is one's own and within its grace; overturning comes after it.
      // A case that is open is so because a decision was overturned.
      let action = ["waiting": "return", "settled": "approve", "closed": "close"][state] ?? (tried == "undo" ? "overturn" : nil)
      let account = ["waiting": "to_correct", "settled": "active", "closed": "closed"][state] ?? "submitted"
      statements =
        [
          """
          update core.desk_case set state = '\(state)', holder = '\(login)', lease_token = '00000000-0000-4000-8000-000000000001',
            lease_until = core.now() + interval '10 minutes' where id = 18
          """,
          "update core.account set state = '\(account)' where driver_id = 1",
        ] + (tried == "return" ? ["insert into core.flag values (18, 'phone', 'invalid_format', '', 'a', core.now())"] : [])
        + (action.map {
          [
            """
            insert into core.decision (key, case_id, queue, round, case_version, action, agent, former, decided_at, effective_at, due_at, content_digest,
              detail_digest, lane, sequence, previous_digest, digest)
              values ('former-key', 18, 'accounts', 1, 1, '\($0)', '\(login)', '{"state": "\(state == "open" ? "waiting" : "open")", "lane": "common", "account": "submitted"}', core.now(),
                core.now() + interval '\(tried == "undo" ? 1 : 0) minutes', core.now(), '', '', 9, 9, '', '')
            """, "update core.desk_case set last_decision = (select max(id) from core.decision), decided_at = core.now() where id = 18",
            """
            insert into core.act (agent, at, kind, decision_id, case_id, driver_id, effective_at)
              select agent, decided_at, action, id, case_id, 1, effective_at from core.decision
            """,
          ]
        } ?? [])
    case "account":
      statements = [
        "update core.account set state = '\(state)' where driver_id = 1", "update core.desk_case set state = 'waiting' where id = 18",
      ]
    case "application":
      statements =
        [
          "update core.account set state = 'active' where driver_id = 1", "update core.application set state = '\(state)' where id = 1",
          "update core.desk_case set state = 'waiting', application_id = 1, queue = 'documents' where id = 18",
          "delete from core.payment", "delete from core.dispatch", "delete from core.card",
        ] + (state == "draft" ? ["update core.desk_case set application_id = null where id = 18"] : [])
    case "card":
      let application = ["ordered": "approved", "in_production": "in_production", "produced": "produced"][state] ?? "dispatched"
      statements =
        [
          "update core.card set state = '\(state)', printed_address = 'X' where id = 1",
          "update core.application set state = '\(application)' where id = 1",
        ] + (tried == "come_back" ? [] : ["delete from core.dispatch"])
        + (tried == "destroy" ? ["update core.card set received_at = core.now() where id = 1"] : [])
    case "payment":
      statements = [
        "update core.payment set state = '\(state)' where id = 1",
        "update core.application set state = 'awaiting_payment', kind = 'replacement_loss', training_id = null, replaces = 1 where id = 1",
        "update core.card set state = 'active' where id = 1",
      ]
    default: statements = ["update core.training set state = '\(state)' where id = 2"]
    }
    for statement in statements { _ = try admin.query(statement) }
  }
}
