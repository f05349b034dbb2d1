import Casework
import Desk
import Formats
import Terminal

/// The driver whom the agent is about: found alone by a search, or whose file was opened last.
struct KnownDriver: Sendable, Equatable {
  var number: Int64
  /// What he typed: untrusted.
  var lastName, firstNames: String
  /// Whether his account is one that can be entered.
  var isActive = true
  /// His file, where it was opened: what Tab offers is read from it.
  var file: DriverFile?
}

extension KnownDriver {
  /// Whom a search found.
  init(_ hit: SearchHit) {
    self.init(number: hit.driver, lastName: hit.lastName, firstNames: hit.firstNames, isActive: hit.accountState == "active")
  }

  /// Whose file it is.
  init(_ file: DriverFile) {
    self.init(
      number: file.driver.id, lastName: file.account.lastName, firstNames: file.account.firstNames,
      isActive: file.driver.isActive, file: file)
  }
}

/// What the numbers of rows stand for. There is one such table at a time: the one that was shown last.
enum Rows: Sendable {
  case none
  case cases([CaseSummary])
  /// Drivers by their numbers.
  case drivers([Int64])

  /// The cases, where it is a list.
  var cases: [CaseSummary] { if case .cases(let cases) = self { cases } else { [] } }

  /// The drivers, where it is a search.
  var drivers: [Int64] { if case .drivers(let drivers) = self { drivers } else { [] } }
}

extension SearchHit {
  /// Whether what was searched for is his, and not somebody's who is called nearly so.
  var isCertain: Bool { nearness == .exact || nearness == .beginning }
}

// Whom a line is about.
extension Session {
  /// Whether somebody types this line: only then may a driver be left out of it.
  var isTyped: Bool { setup.isInteractive && context == nil }

  /// The driver that a name stands for.
  func driver(_ name: DriverName) throws(Failure) -> Int64 {
    switch name {
    case .number(let number): return number
    case .row(let row):
      guard isTyped else { throw .refused(.searchRowInScript(row), hint: .searchRowInScriptHint) }
      guard rows.drivers.indices.contains(row - 1) else {
        throw .refused(.noSuchRow(row, ofSearch: rows.drivers.count), hint: .noSuchRowHint)
      }
      return rows.drivers[row - 1]
    case .of(let kind, let name): return try driver(of: kind, name)
    case .caseNumber(let number):
      let shown = number.description
      let hits = try atDesk { desk throws(DeskError) in try desk.search(shown, kind: ReferenceKind.caseTerm.code) }
      guard let hit = hits.first else { throw .refused(.unknownReference(shown)) }
      return hit.driver
    }
  }

  /// A driver as an answer names him, after something was done about him: his number, with his name where it can be learnt.
  func whose(_ number: Int64) -> Text {
    if let lastDriver, lastDriver.number == number { return .named(lastDriver) }
    if let file, file.driver.id == number {
      return .named(KnownDriver(number: number, lastName: file.account.lastName, firstNames: file.account.firstNames))
    }
    let hits = try? atDesk { desk throws(DeskError) in try desk.search("\(number)", kind: ReferenceKind.driver.rawValue) }
    return hits?.first.map { .named(KnownDriver($0)) } ?? .driver(number)
  }

  /// Whose an application or a card is.
  func driver(of kind: ReferenceKind, _ name: String) throws(Failure) -> Int64 {
    if kind == .driver, let number = Int64(name) { return number }
    let hits = try atDesk { desk throws(DeskError) in try desk.search(name, kind: kind.rawValue) }
    guard let hit = hits.first else { throw .refused(.unknownReference("\(kind.term.name(in: language)):\(name)")) }
    return hit.driver
  }

  /// The driver that a writing command is about: the one it names; else that of the case in hand; else, where somebody types, the one whom
  /// the agent is about, whom it names then. Where these are two, nobody: nothing is ever written on a stranger.
  func driver(_ name: DriverName?, of command: Command) throws(Failure) -> Int64 {
    if let name { return try driver(name) }
    if let hand {
      try refuseStranger(command)
      return hand.driver
    }
    guard isTyped else {
      throw .usage(.missingArgument(.whichDriver), hint: .usage(command.usage(in: language)))
    }
    guard let lastDriver else { throw .refused(.aboutNobody, hint: .aboutNobodyHint) }
    say(.about(lastDriver).styled(.dim))
    return lastDriver.number
  }

  /// A command without a number, while a case of another driver than the one whom the agent is about is in hand.
  func refuseStranger(_ command: Command) throws(Failure) {
    guard isTyped, let hand else { return }
    if isChoosingDriver { throw .refused(.noDriverChosen(hand), hint: .noDriverChosenHint(hand, of: command)) }
    guard let lastDriver, lastDriver.number != hand.driver else { return }
    throw .refused(.twoDrivers(lastDriver, hand.number, of: hand.driver), hint: .twoDriversHint(lastDriver, hand, of: command))
  }

  /// The driver whose file is shown where none is named: the one of whom it was just said that the agent is about him, else that of the
  /// case in hand.
  func driverToShow() throws(Failure) -> Int64 {
    if isTyped, let lastDriver { return lastDriver.number }
    try refuseUnchosen()
    return try inHand().driver
  }

  /// A command without a number and without a case in hand, behind a search that found several.
  func refuseUnchosen() throws(Failure) {
    if hand == nil, isTyped, isChoosingDriver { throw .refused(.aboutNobody, hint: .aboutNobodyHint) }
  }

  /// A driver's whole file: on a screen, as much of it as the screen holds unless all is asked for.
  func showDriver(_ number: Int64, isWhole: Bool = false) throws(Failure) {
    let file = try atDesk { desk throws(DeskError) in try desk.driverFile(number) }
    shown = nil
    // A run at a terminal changes nothing of what its agent is about; lines from a pipe only ask what is possible.
    if isTyped || !setup.isInteractive, !isExpecting { lastDriver = KnownDriver(file) }
    synchronise(now: file.driver.now)
    var sheet = DriverSheet(file: file, vocabulary: try words(), language: language)
    if isWhole { sheet.limit = .max }
    sheet.isTyped = isTyped
    sheet.isCurrent = isTyped && (hand.map { $0.driver == number } ?? true)
    sheet.held = hand?.number
    if setup.isInteractive, !isWhole, format == .table || format == .expanded,
      let page = sheet.page(in: layout, lines: output.capabilities.rows - 1)
    {
      output.write(page)
      return
    }
    show(sheet.sheet, orElse: Tables.driver(file))
  }

  /// A driver's sheet for a part of it.
  func sheet(ofDriver number: Int64) throws(Failure) -> DriverSheet {
    let file = try atDesk { desk throws(DeskError) in try desk.driverFile(number) }
    synchronise(now: file.driver.now)
    return DriverSheet(file: file, vocabulary: try words(), language: language)
  }

  /// Drivers by a name or a number; `coupon:N` finds by that kind of number only.
  func search(_ text: String) throws(Failure) -> [SearchHit] {
    let named = KindAndNumber(text)
    return try atDesk { desk throws(DeskError) in try desk.search(named?.number ?? text, kind: named?.kind) }
  }

  /// What a search found: on a screen a screenful, never through the pager, for the next line is typed below it. A single one is whom the
  /// agent is about from now on, unless he may be somebody else; whom he was about before, he is not.
  func show(_ hits: [SearchHit]) {
    let isSeen = isTyped && !isExpecting
    if isSeen { (lastDriver, rows, shown) = (nil, .none, nil) }
    guard let first = hits.first else {
      say(.nobodyFound)
      if format.isForPrograms { show(Table(hits, Lists.hits, on: page)) }
      return
    }
    if let word = first.leftOut { say(Text.leftOut(word).styled(.yellow)) }
    let shown = setup.isInteractive && !format.isForPrograms && !isExpecting ? Array(hits.prefix(max(5, listLength - 3))) : hits
    var table = Table(shown, Lists.hits, on: page)
    table.footer = Text.found(first.found, shown: shown.count, isMore: first.isMore)[language]
    showOnScreen(table)
    guard !format.isForPrograms else {
      if first.found > hits.count { warn(.found(first.found, shown: hits.count, isMore: first.isMore)) }
      return
    }
    guard isSeen else { return }
    rows = .drivers(shown.map(\.driver))
    // Who is called nearly so, or has but a part of what was said, may be somebody else.
    guard first.found == 1, first.isCertain else {
      isChoosingDriver = true
      say(Text.rowsCanBeTaken.styled(.dim))
      return
    }
    let found = KnownDriver(first)
    lastDriver = found
    let isStranger = hand.map { $0.driver != found.number } ?? false
    say(.isAbout(found) + (isStranger ? .whileInHand(hand?.number, found) : .whatCanBeTyped(found)))
  }
}
