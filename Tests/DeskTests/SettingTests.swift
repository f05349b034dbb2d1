import Casework
import Desk
import Postgres
import Queries
import TestSupport
import Testing

/// Each setting makes its difference: the same thing is done before and after a supervisor changes it, and nothing else of it is changed.
@Suite struct SettingTests {
  /// One setting, another value that it takes, and what is then seen otherwise.
  struct Scenario: Sendable, CustomTestStringConvertible {
    var name: String
    var value: String
    /// What is seen at the default value, and at the other one.
    var before, after: String
    /// Prepares a scene; gives what looks at it, as often as one likes.
    var prepare: @Sendable (Scene) throws -> (() throws -> String)

    init(
      _ name: String, _ value: String, _ before: String, _ after: String,
      _ prepare: @escaping @Sendable (Scene) throws -> (() throws -> String)
    ) { (self.name, self.value, self.before, self.after, self.prepare) = (name, value, before, after, prepare) }

    var testDescription: String { name }
  }

  static let scenarios = ofWork + ofCards

  @Test(arguments: scenarios) func makesItsDifference(_ scenario: Scenario) throws {
    let scene = try Scene()
    let look = try scenario.prepare(scene)
    #expect(try look() == scenario.before, "as it comes")
    var supervisor = try scene.desk("supervisor")
    _ = try supervisor.setSetting(scenario.name, to: scenario.value)
    #expect(try look() == scenario.after, "set to \(scenario.value)")
  }

  @Test func eachHasItsScenario() throws {
    let database = try TestDatabase.withSchema
    var admin = try database.connect()
    let names = try admin.query("select name from core.setting order by 1").map { try $0.string("name") }
    #expect(Self.scenarios.map(\.name).sorted() == names)
  }

  @Test func eachIsTakenUpToItsBoundsAndNoFurther() throws {
    let scene = try Scene()
    var admin = try scene.database.connect()
    let values = try admin.query(
      """
      with bound as (
        select name, kind, minimum, maximum, choices,
          case kind when 'interval' then '1 second' when 'integer' then '1' when 'number' then '0.001' end as step
        from core.setting)
      select name, v.value, v.fits from bound cross join lateral (
        select minimum as value, true as fits where minimum is not null
        union all select maximum, true where maximum is not null and kind <> 'text'
        union all select case kind when 'interval' then (minimum::interval - step::interval)::text
            else (minimum::numeric - step::numeric)::text end, false
          where minimum is not null
        union all select case kind when 'interval' then (maximum::interval + step::interval)::text
            else (maximum::numeric + step::numeric)::text end, false
          where maximum is not null and kind <> 'text'
        union all select c, true from unnest(choices) as c
        union all select c || 's', false from unnest(choices) as c
        union all select v, v in ('true', 'false') from unnest(array['true', 'false', 'yes', '1', '']) as v where kind = 'boolean'
        union all select repeat('x', n), n between 1 and 400 from unnest(array[0, 1, 400, 401]) as n where kind = 'text'
        union all select v, v not in ('photo:front', 'selfie', 'last_name')
          from unnest(array['photo', 'photo?', 'driving_licence:verso?', 'photo:front', 'selfie', 'last_name']) as v
          where kind = 'documents') as v
      """
    ).map { (name: try $0.string("name"), value: try $0.string("value"), fits: try $0.bool("fits")) }
    #expect(Set(values.map(\.name)).count == Self.scenarios.count)
    for (name, value, fits) in values {
      let answer = try scene.tried("supervisor", "select name from desk.set_setting(gen_random_uuid(), '\(name)', '\(value)')")
      #expect(answer == (fits ? name : "PU068"), "\(name) '\(value)'")
    }
    // What the guide promises is no matter of settings.
    let kept = try scene.database.value("select maximum from core.setting where name = 'accounts_delay'")
    #expect(kept == "24 hours")
  }
}

extension Scene {
  /// What a login is told by the last of these statements: its rows, or the code of whatever was refused. It is all taken back.
  func tried(as login: String, _ statements: [String]) throws -> String {
    var connection = try database.connect(as: login)
    var told = ""
    _ = try connection.query("begin")
    let code = refusal {
      for statement in statements {
        let result = try connection.query(statement)
        told = try result.map { row in
          try result.columns.indices.map { try row.optionalValue($0, as: String.self) ?? "" }.joined(separator: "|")
        }.joined(separator: ", ")
      }
    }
    _ = try connection.query("rollback")
    return code ?? told
  }

  /// The same, by the login of a role.
  func tried(_ role: String, _ statements: String...) throws -> String { try tried(as: login(role), statements) }

  /// Moves the clock forward to this moment in Paris.
  func go(to moment: String) throws {
    try database.administer("select core.advance_clock(timestamptz '\(moment) Europe/Paris' - core.now())")
  }

  /// Another driver's form, by a number from 1 on.
  static func form(_ number: Int) -> Form {
    var form = Form()
    (form.lastName, form.licence) = ("MARTIN" + String(UnicodeScalar(UInt8(64 + number))), "0802752000\(10 + number)")
    (form.email, form.phone) = ("martin\(number)@example.fr", "06399801\(10 + number)")
    return form
  }
}
