import Desk
import Formats
import Terminal

// One's own work.
extension Command {
  static let me = Command(
    "me", "moi", area: .queues, effect: .reads, columns: Lists.ownWork.columns(),
    summary: Text(fr: "ma journée et ma semaine, vues de moi seul", en: "my day and my week, seen by me alone"),
    details: Text(
      fr:
        "Par file et en tout, « jour / semaine » (de lundi) : décidés ; à temps ; revenus après qu'on les a redemandés ; redemandés encore, par qui que ce soit ; réformés depuis. Ce qui a été défait ne compte pas. Personne d'autre ne peut le demander.",
      en:
        "By queue and in all, \"day / week\" (from Monday): decided; in time; came back after one's return; had to be returned again, by whoever; overturned since. What was undone does not count. Nobody else can ask for it."
    ),
    examples: ["me", "moi"]
  ) { (session) throws(Failure) in
    let work = try session.atDesk { desk throws(DeskError) in try desk.ownWork() }
    var table = Table(work, Lists.ownWork, on: session.page)
    table.footer = Text.dayAndWeek[session.language]
    session.show(table)
  }
}
