import Desk
import Postgres
import TestSupport
import Testing

/// Every role × every table, view and function: what is not granted on purpose is refused.
@Suite struct RightsTests {
  static let roles = [
    "pupitre_agent", "pupitre_supervisor", "pupitre_portal", "pupitre_mailer", "pupitre_payment", "pupitre_centre", "pupitre_mailroom",
    "pupitre_factory",
  ]

  /// Whom each view of hub is for. A view that is added must be added here.
  static let views: [String: Set<String>] = {
    var views: [String: Set<String>] = [:]
    for name in [
      "account", "consent", "account_status", "training_record", "certificate", "country", "expected_document", "application",
      "application_status",
      "document", "information_request", "card", "payment", "invoice", "notification", "notification_attempt", "quality_claim",
      "quality_claim_element", "dispatch", "returned_dispatch",
    ] { views["hub." + name] = ["pupitre_portal"] }
    for name in ["outbox", "outbox_waiting", "notification_attempt", "certificate", "invoice"] {
      views["hub." + name, default: []].insert("pupitre_mailer")
    }
    views["hub.pending_payment"] = ["pupitre_payment"]
    views["hub.centre_training"] = ["pupitre_centre"]
    for name in ["card_order", "factory_card"] { views["hub." + name] = ["pupitre_factory"] }
    for name in ["card_element", "price"] { views["hub." + name] = ["pupitre_portal"] }
    for name in ["card_to_destroy", "dispatch_order", "expected_card", "postal_reason"] { views["hub." + name] = ["pupitre_mailroom"] }
    for name in ["queue", "lifecycle", "setting", "catalogue", "closing_reason", "element", "cause", "postal_reason"] {
      views["desk." + name] = ["pupitre_agent", "pupitre_supervisor"]
    }
    for name in ["reading", "clock", "decision", "flag", "attribution", "finding", "return", "wait"] {
      views["desk.report_" + name] = ["pupitre_supervisor"]
    }
    return views
  }()

  /// Whom each function of hub is for, without `pupitre_`.
  static let functions: [String: String] = [
    "submit_account": "portal", "resubmit_account": "portal", "open_application": "portal", "save_draft": "portal",
    "put_document": "portal",
    "cancel_application": "portal", "submit_application": "portal", "declare_loss": "portal", "retry_payment": "portal",
    "answer_request": "portal", "change_delivery_address": "portal", "activate_card": "portal", "take_notifications": "mailer",
    "report_notification": "mailer", "record_payment": "payment", "record_training": "centre", "correct_training": "centre",
    "cancel_training": "centre", "take_orders": "factory", "order_pictures": "factory", "report_production": "factory",
    "report_dispatch": "factory", "receive_card": "mailroom", "destroy_card": "mailroom",
    "declare_quality_claim": "portal", "cancel_quality_claim": "portal", "answer_attribution": "portal", "request_card_back": "portal",
    "answer_returned_dispatch": "portal", "accept_orders": "factory", "undo_reception": "mailroom",
    "register_returned_dispatch": "mailroom",
    "report_reshipment": "mailroom",
    "read_changes": "portal mailer payment centre mailroom factory",
  ]

  @Test func noRoleReachesARelationThatIsNotItsOwn() throws {
    let database = try TestDatabase()
    var admin = try database.connect()
    let relations = try admin.query(
      """
      select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname in ('core', 'hub', 'desk', 'migrate') and c.relkind in ('r', 'v', 'S', 'p', 'm') order by 1
      """
    ).map { try $0.string("name") }
    #expect(relations.count > 40)
    #expect(Set(relations.filter { $0.hasPrefix("hub.") || $0.hasPrefix("desk.") }) == Set(Self.views.keys))
    for role in Self.roles {
      var connection = try database.connect(as: database.login(memberOf: [role]))
      for relation in relations {
        let allowed = Self.views[relation]?.contains(role) ?? false
        for statement in ["select * from \(relation) limit 1", "delete from \(relation)", "insert into \(relation) default values"] {
          let state = sqlState { _ = try connection.query(statement) }
          if allowed, statement.hasPrefix("select") {
            #expect(state == nil, "\(role): \(statement)")
          } else {
            // A view that nobody may write to, or a sequence, is refused in other words.
            #expect(["42501", "55000", "42809"].contains(state ?? "none"), "\(role): \(statement): \(state ?? "done")")
          }
        }
      }
    }
  }

  @Test func noRoleCallsAFunctionThatIsNotItsOwn() throws {
    let database = try TestDatabase()
    var admin = try database.connect()
    let functions = try admin.query(
      """
      select n.nspname as schema, p.proname as name, n.nspname || '.' || p.proname || '(' || coalesce((
          select string_agg('null::' || format_type(t, null), ', ' order by ord) from unnest(p.proargtypes) with ordinality as a(t, ord)), '') || ')' as call
      from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where n.nspname in ('core', 'hub', 'desk') and p.prorettype <> 'trigger'::regtype order by 1, 2
      """
    ).map { (schema: try $0.string("schema"), name: try $0.string("name"), call: try $0.string("call")) }
    #expect(Set(functions.filter { $0.schema == "hub" }.map(\.name)) == Set(Self.functions.keys))
    for role in Self.roles {
      var connection = try database.connect(as: database.login(memberOf: [role]))
      for function in functions {
        let allowed =
          switch function.schema {
          case "desk": role == "pupitre_agent" || role == "pupitre_supervisor"
          case "hub": Self.functions[function.name, default: ""].split(separator: " ").contains { "pupitre_" + $0 == role }
          default: false
          }
        let state = sqlState {
          _ = try connection.query("begin")
          _ = try connection.query("select \(function.call)")
        }
        _ = try connection.query("rollback")
        if allowed {
          // Called with NULLs it may be refused for what it was given, never because of the role; a supervisor's own may for an agent.
          let supervisors: Set<String> = [
            "assign", "urgent", "overturn", "close_case", "card_after_closing", "reissue", "set_setting", "grant_queue", "detach",
          ]
          #expect(state != "42501" || (role == "pupitre_agent" && supervisors.contains(function.name)), "\(role): \(function.call)")
        } else {
          #expect(state == "42501", "\(role): \(function.call): \(state ?? "done")")
        }
      }
    }
  }

  @Test func functionsWithTheOwnersRightsPinTheirSearchPath() throws {
    let database = try TestDatabase()
    var admin = try database.connect()
    let loose = try admin.query(
      """
      select p.oid::regprocedure::text as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where n.nspname in ('core', 'hub', 'desk') and p.prosecdef
        and not exists (select from unnest(p.proconfig) as c where c ~ '^search_path=.*pg_temp"?$')
      """
    ).map { try $0.string("name") }
    #expect(loose == [])
    let open = try admin.query(
      """
      select p.oid::regprocedure::text as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where n.nspname in ('core', 'hub', 'desk') and has_function_privilege('public', p.oid, 'execute') order by 1
      """
    ).map { try $0.string("name") }
    // The clock and the settings: what views need, and no secret.
    #expect(
      open == [
        "core.in_recap(text,date)", "core.is_way(text,text)", "core.now()", "core.setting(text)", "core.span(text)",
      ])
    let login = try admin.query("select rolcanlogin from pg_roles where rolname = 'pupitre_owner'").only().bool("rolcanlogin")
    #expect(!login)
  }

  @Test func whatALoginSetsChangesNothingInFunctionsWithTheOwnersRights() throws {
    let database = try TestDatabase()
    var admin = try database.connect()
    let names = [
      "standard_conforming_strings", "transform_null_equals", "array_nulls", "DateStyle", "IntervalStyle", "TimeZone", "bytea_output",
      "extra_float_digits",
    ]
    let loose = try admin.query(
      """
      select p.oid::regprocedure::text as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where n.nspname in ('core', 'hub', 'desk') and p.prosecdef
        and not $1::text[] <@ array(select split_part(c, '=', 1) from unnest(p.proconfig) as c)
      """, [.textArray(names)]
    ).map { try $0.string("name") }
    #expect(loose == ["core.setting(text)"])
    var agent = try database.connect(as: database.login(memberOf: ["pupitre_agent"]))
    for setting in [
      "standard_conforming_strings = off", "datestyle = 'SQL, DMY'", "timezone = 'Pacific/Kiritimati'", "intervalstyle = sql_standard",
    ] {
      _ = try agent.query("set \(setting)")
    }
    _ = try agent.query("set backslash_quote = on")
    #expect(sqlState { _ = try agent.query("select desk.open_reading('search', p_text => $1)", [.text(#"D\'ARTAGNAN"#)]) } == nil)
    #expect(try admin.query("select query ->> 'text' as text from core.file_access").only().string("text") == #"D\'ARTAGNAN"#)
  }

  /// What fills a database, or holds others up, without being anybody's business here.
  @Test func noLoginWritesBesideTheTablesOrTakesTheLocksOfMigrations() throws {
    // Not a copy of the template: the rights of a database are not copied with it.
    let database = try TestDatabase(.nothing)
    var admin = try database.connect()
    _ = try Migrator.pupitre.apply(on: &admin)
    for role in Self.roles {
      var connection = try database.connect(as: database.login(memberOf: [role]))
      for statement in [
        "create temporary table t (n int)", "select lo_create(0)", "select lo_from_bytea(0, 'x')", "select lo_creat(-1)",
        "select lo_unlink(1)",
        "select pg_advisory_lock(1)", "select pg_advisory_xact_lock(hashtext('migrate'))", "select pg_try_advisory_lock(1, 2)",
        "create table public.t (n int)",
      ] { #expect(sqlState { _ = try connection.query(statement) } == "42501", "\(role): \(statement)") }
      #expect(
        try connection.query("show idle_in_transaction_session_timeout").only().string("idle_in_transaction_session_timeout") == "1min")
    }
    #expect(try Migrator.pupitre.apply(on: &admin).isEmpty)
  }

  @Test func theLedgerIsNeverChanged() throws {
    let database = try TestDatabase()
    var admin = try database.connect()
    for statement in ["update core.decision set reason = 'x'", "delete from core.decision", "truncate core.decision cascade"] {
      // Row triggers speak when there is a row: the truncation one always.
      if statement.hasPrefix("truncate") { #expect(sqlState { _ = try admin.query(statement) } == "PU099") }
    }
    let triggers = try admin.query(
      "select tgname::text as name from pg_trigger where tgrelid = 'core.decision'::regclass and not tgisinternal order by 1"
    ).map { try $0.string("name") }
    #expect(triggers == ["decision_is_immutable", "decision_is_not_truncated", "decision_is_prompt"])
  }

  @Test func onlyAPrivateClusterHasAMovableClock() throws {
    let database = try TestDatabase()
    var agent = try database.connect(as: database.login(memberOf: ["pupitre_agent"]))
    #expect(sqlState { _ = try agent.query("select core.advance_clock('1 day')") } == "42501")
    #expect(sqlState { _ = try agent.query("set cluster_name = 'pupitre-local'") } == "55P02")
    var admin = try database.connect()
    let before = try admin.query("select extract(epoch from core.now())::bigint as t").only().int("t")
    try database.advanceClock(by: "40 days")
    let after = try admin.query("select extract(epoch from core.now())::bigint as t").only().int("t")
    #expect((40 * 86_400...40 * 86_400 + 60).contains(after - before))
  }
}

/// The SQLSTATE with which something fails; `nil` when it does not.
func sqlState(_ body: () throws -> Void) -> String? {
  do {
    try body()
    return nil
  } catch {
    return (error as? PostgresError)?.sqlState ?? "\(error)"
  }
}
