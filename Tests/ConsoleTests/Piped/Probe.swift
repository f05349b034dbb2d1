import TestSupport
import Testing
@Suite struct Probe {
  @Test func probe() throws {
    let c = try Counter()
    func p(_ what: String, _ r: ProgramRun) { print("=== \(what) -> \(r.status)\n\(r.output)--- err\n\(r.errors)") }
    let (_, n) = try c.account()
    p("flow", try c.run("next\nflag phone invalid_format 'x'\nflag email spelling\nunflag email\nreturn\nundo\nunflag phone\napprove 'ok'\n"))
    p("second", try c.run("open \(n)\n"))
    let m = try c.colleague()
    p("second other", try c.run("open \(n)\n", as: m))
    p("second approve", try c.run("undo\napprove\napprove\n"))
    p("undo other", try c.run("undo \(n)\n", as: m))
    try c.account(lastName: "=HYPERLINK(\"x\")", firstNames: "\u{202E}gpj.exe")
    p("list", try c.run("list\n")); p("list csv", try c.run("list\n", ["--format", "csv"]))
    p("list json", try c.run("list\n", ["--format", "json"])); p("list jsonl", try c.run("queues\nlist\n", ["--format", "jsonl"]))
    p("queues csv", try c.run("queues\n", ["--format", "csv"]))
    p("show hostile", try c.run("next\nflag photo blurred\n"))
    p("reason misfit", try c.run("next\nflag phone title_number_used\nqueues\n"))
    p("unknown item", try c.run("next\nflag fone invalid\n"))
    p("unknown reason", try c.run("next\nflag phone wrng\n"))
    p("keep", try c.run("next\nnope\nflag phone title_number_used\nqueues\n", ["--keep-going"]))
    p("flag abbreviated", try c.run("next\napprov\n"))
    p("suggest", try c.run("qeues\n"))
    p("bytes", try c.run(bytes: Array("next\n".utf8) + [0x6e, 0xff, 0x0a] + Array("approve\n".utf8)))
    p("traces \(try c.traces() ?? "")", try c.run("libérer\n"))
    p("fr", try c.run("qeues\n", lang: nil))
    let d = try c.application()
    p("docs \(d)", try c.run("next documents\nshow\nwhy\nchecks\napprove\n"))
    p("overturn", try c.run("overturn \(d) x\n"))
    p("traces \(try c.traces() ?? "")", try c.run("me\n"))
  }
}
