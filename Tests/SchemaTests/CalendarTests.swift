import Postgres
import TestSupport
import Testing

/// Working days, case numbers, folding: small functions that much stands on.
@Suite struct CalendarTests {
  /// For what only reads.
  private static let shared = Result { try TestDatabase() }

  @Test(arguments: [
    // Tuesday morning + 3: Friday.
    ("2026-11-24 10:00", 3, "2026-11-27 10:00"),
    // Over a week-end.
    ("2026-11-26 16:30", 3, "2026-12-01 16:30"),
    // Saturday counts from Monday morning.
    ("2026-11-28 12:00", 3, "2026-12-03 00:00"),
    // Easter Monday and 1 May are holidays.
    ("2026-04-03 09:00", 2, "2026-04-08 09:00"), ("2026-04-29 09:00", 3, "2026-05-05 09:00"),
    // Ascension (14 May 2026) and Whit Monday (25 May 2026).
    ("2026-05-13 09:00", 1, "2026-05-15 09:00"), ("2026-05-22 09:00", 1, "2026-05-26 09:00"),
    // Through the end of summer time: the same time of day; through its beginning.
    ("2026-10-23 09:00", 3, "2026-10-28 09:00"), ("2026-03-27 09:00", 1, "2026-03-30 09:00"),
    // The last moments of a working day, and the first ones of what follows it.
    ("2026-11-27 23:59", 1, "2026-11-30 23:59"), ("2026-11-28 00:00", 1, "2026-12-01 00:00"), ("2026-11-29 23:59", 1, "2026-12-01 00:00"),
    ("2026-11-30 00:00", 1, "2026-12-01 00:00"),
    // The hour that does not exist, the one that comes twice: of Sundays.
    ("2026-03-29 02:30", 1, "2026-03-31 00:00"), ("2026-10-25 02:30", 1, "2026-10-27 00:00"),
    // A holiday behind the change of clocks: Easter Monday 2027; and one before a week-end: Friday 1 January.
    ("2027-03-26 16:00", 1, "2027-03-30 16:00"), ("2026-12-31 23:59", 1, "2027-01-04 23:59"), ("2027-01-01 08:00", 1, "2027-01-05 00:00"),
    // Each fixed holiday, from the day before.
    ("2029-04-30 10:00", 1, "2029-05-02 10:00"), ("2029-05-07 10:00", 1, "2029-05-09 10:00"), ("2027-07-13 10:00", 1, "2027-07-15 10:00"),
    ("2029-08-14 10:00", 1, "2029-08-16 10:00"), ("2029-10-31 10:00", 1, "2029-11-02 10:00"), ("2026-11-10 10:00", 1, "2026-11-12 10:00"),
    ("2029-12-24 10:00", 1, "2029-12-26 10:00"),
  ])
  func workingDays(start: String, days: Int, due: String) throws {
    var admin = try Self.shared.get().connect()
    let found = try admin.query(
      """
      select to_char(core.add_working_days(($1 || ' Europe/Paris')::timestamptz, $2::integer) at time zone 'Europe/Paris', 'YYYY-MM-DD HH24:MI') as due
      """, [.text(start), Parameter(days)]
    ).only().string("due")
    #expect(found == due)
  }

  /// A day of a deadline by the clock is 24 hours, whatever the clocks of the session do meanwhile.
  @Test(arguments: ["Europe/Paris", "UTC", "America/New_York"])
  func aDayByTheClockHas24Hours(zone: String) throws {
    let database = try TestDatabase()
    var admin = try database.connect()
    _ = try admin.query("insert into core.setting_value (name, since, value) values ('accounts_delay', core.now(), '1 day')")
    _ = try admin.query("set timezone = '\(zone)'")
    for start in ["2026-03-28 12:00+00", "2026-10-24 12:00+00", "2026-11-01 01:00+00", "2026-03-08 01:00+00"] {
      let row = try admin.query(
        """
        select extract(epoch from core.due_at('accounts', $1::timestamptz) - $1::timestamptz)::integer as delay,
          extract(epoch from $1::timestamptz - core.started_before('accounts', $1::timestamptz))::integer as back
        """, [.text(start)]
      ).only()
      #expect(try (row.int("delay"), row.int("back")) == (86_400, 86_400), "\(start)")
    }
  }

  /// Days of 23 and of 25 hours within a deadline in working days: it falls on the same time of day, an hour sooner or later.
  @Test(arguments: [("2027-03-25 09:00", 119), ("2026-03-26 09:00", 95), ("2026-10-22 09:00", 97), ("2026-11-05 09:00", 96)])
  func aDeadlineInWorkingDaysKeepsItsTimeOfDay(start: String, hours: Int) throws {
    let database = try TestDatabase()
    var admin = try database.connect()
    _ = try admin.query("insert into core.setting_value (name, since, value) values ('documents_delay', core.now(), '2')")
    let row = try admin.query(
      """
      with case_of as (select ($1 || ' Europe/Paris')::timestamptz as start),
      due as (select start, core.due_at('documents', start) as due from case_of)
      select extract(epoch from due - start)::integer / 3600 as hours,
        start < core.started_before('documents', due + interval '1 second') as after, start < core.started_before('documents', due) as before
      from due
      """, [.text(start)]
    ).only()
    #expect(try (row.int("hours"), row.bool("after"), row.bool("before")) == (hours, true, false))
  }

  @Test func everySpanIsReadSo() throws {
    let database = try TestDatabase()
    var admin = try database.connect()
    let others = try admin.query(
      "select oid::regprocedure::text as name from pg_proc where prosrc ~ 'setting\\(''[a-z_]+''\\)::interval' and proname <> 'span'")
    #expect(try others.map { try $0.string("name") } == [])
  }

  @Test func theFilterOfDueCasesIsTheDeadlineTurnedRound() throws {
    let database = try TestDatabase()
    var admin = try database.connect()
    let wrong = try admin.query(
      """
      select count(*)::integer as n from generate_series(timestamptz '2026-04-01', '2026-06-10', '5 hours 7 minutes') as start,
        generate_series(timestamptz '2026-04-01', '2026-06-10', '1 day 3 hours') as moment
      where (core.add_working_days(start, 3) < moment) <> (start < core.started_before('documents', moment))
      """
    ).only().int("n")
    #expect(wrong == 0)
  }

  @Test func caseNumbersCatchEveryWrongDigitAndEverySwap() throws {
    let database = try TestDatabase()
    var admin = try database.connect()
    let missed = try admin.query(
      """
      with number as (select n * 10 + core.damm(n) as id from generate_series(1001, 1400) n),
      wrong as (
        select id, overlay(id::text placing d::text from p for 1) as typed from number, generate_series(1, 5) p, generate_series(0, 9) d
        union all
        select id, substr(id::text, 1, p - 1) || substr(id::text, p + 1, 1) || substr(id::text, p, 1) || substr(id::text, p + 2) from number, generate_series(1, 4) p)
      select count(*)::integer as n from wrong where typed <> id::text and core.damm(typed::bigint) = 0
      """
    ).only().int("n")
    #expect(missed == 0)
  }
}
