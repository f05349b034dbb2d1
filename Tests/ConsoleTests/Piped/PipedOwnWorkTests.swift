import TestSupport
import Testing

/// One's own day and week.
@Suite struct PipedOwnWorkTests {
  @Test func dayAndWeekForPeopleAColumnEachForPrograms() throws {
    let counter = try Counter()
    let number = try counter.account().number
    #expect(try counter.run("open \(number)\napprove\n").status == .exited(0))
    let page = try counter.run("moi\n", lang: "fr").output
    #expect(page.contains("1 / 1") && page.contains("en tout") && page.contains("aujourd'hui / depuis lundi"), "\(page)")
    let rows = try counter.run("me\n", ["--format", "csv"]).output.split(separator: "\n")
    #expect(
      rows.first
        == "queue,decided,week_decided,in_time,week_in_time,came_back,week_came_back,returned_again,week_returned_again,overturned,week_overturned"
    )
    #expect(rows.contains("accounts,1,1,1,1,0,0,0,0,0,0") && rows.count == 6)
    // Another one's are not these.
    #expect(try counter.run("me\n", ["--format", "csv"], as: counter.supervisor).output.contains("accounts,0,0,0,0,0,0,0,0,0,0"))
    let met = try counter.run("expect me where queue = accounts decided = 1\n")
    #expect(met.status == .exited(0), "\(met.errors)")
  }
}
