import Casework
import Desk
import Formats
import Terminal

/// How a document is to be shown.
struct ViewWish: Sendable {
  var page: Int?
  var zoom: Double?
  var zone: DocumentZone.Name?
  var quarters = 0
  /// Its text instead.
  var isText = false
  /// The side that it is to be: another one is refused.
  var side: CaseFile.Side?

  /// Whether it asks for more than a look: how, or which part.
  var isParticular: Bool { page != nil || zoom != nil || zone != nil || quarters != 0 || isText }
}

extension Session {
  /// The file whose documents are meant by their names: that of the case in hand, else the one shown last. What is flagged next
  /// lands on the case in hand, so that no other's papers are shown for it.
  func fileForPapers() throws(Failure) -> CaseFile {
    if let hand, file?.case.number != hand.number { file = try glance(hand.number) }
    guard let file else { throw .refused(.showFirst, hint: .documentHint) }
    return file
  }

  /// The documents that a word means: the one of that number, or all of that type in the case shown last. A number of somebody else's
  /// document is a slip of the keyboard unless it is insisted on.
  func documents(_ name: DocumentName, _ side: CaseFile.Side? = nil, isOther: Bool = false) throws(Failure) -> [Int64] {
    if case .number(let id) = name, isOther { return [id] }
    let file = try fileForPapers()
    let found: [Int64]
    switch name {
    case .number(let id):
      found = file.document(Int(id)).map { [Int64($0.id)] } ?? []
      if found.isEmpty {
        throw .asked(.documentOfAnother(id, file.case.number), hint: .documentOfAnotherHint(id), insisting: "other")
      }
      if let side, let document = file.document(Int(id)) { try require(side, id, document.side?.rawValue) }
    case .type(let term):
      let own = file.currentDocuments.filter { $0.type.rawValue == term.code }
      let onCard = [file.cardPhoto].compactMap(\.self).filter { own.isEmpty && $0.type.rawValue == term.code }
      found = (own + onCard).filter { side == nil || $0.side == side }.map { Int64($0.id) }
      if found.isEmpty {
        let named = side.map { term.label + Text(same: " ") + Labels.side($0.rawValue) } ?? term.label
        throw .refused(.noSuchDocument(named), hint: .documentHint)
      }
    }
    return found
  }

  /// Refuses a document that is not the side that was asked for, and names the one that is.
  private func require(_ side: CaseFile.Side, _ id: Int64, _ found: String?) throws(Failure) {
    guard found != side.rawValue else { return }
    let type = file?.document(Int(id))?.type
    let others = file?.currentDocuments.filter { $0.type == type && $0.side == side }.map { Int64($0.id) } ?? []
    throw .refused(.isOtherSide(id, found), hint: others.isEmpty ? .documentHint : .otherSides(others))
  }

  /// Opens a document, which is logged. What is shown of it is told with ``tick(_:shown:)``.
  func look(at id: Int64) throws(Failure) -> LookedAt {
    let document = try atDesk { desk throws(DeskError) in try desk.document(id) }
    return LookedAt(document: document, facts: file?.document(Int(id)), label: try words().label(item: document.type))
  }

  /// Ticks a document that is before the agent's eyes; one that could not be shown is not looked at, here and in the database.
  func tick(_ paper: LookedAt, shown: Bool) {
    if shown {
      file?.notice(lookAt: Int(paper.document.id), by: identity?.agent ?? "", at: now)
    } else {
      _ = try? atDesk { desk throws(DeskError) in try desk.notShown(paper.document) }
    }
  }

  /// Shows documents and ticks those of them that were shown: all where nothing failed. `counts`: of which this is a look at all.
  func ticking(
    _ papers: [LookedAt], counts: (LookedAt) -> Bool = { _ in true }, _ show: () throws(PictureViewer.Failure) -> Bool
  ) throws(PictureViewer.Failure) {
    var isShown = false
    defer { for paper in papers { tick(paper, shown: isShown && counts(paper)) } }
    isShown = try show()
  }

  /// What was shown last of the case that is looked at: it is meant where no document is named. Nil where nothing was.
  var shownLast: Viewing.Shown? { viewing.last.flatMap { $0.number == caseOfPapers ? $0 : nil } }

  /// The case whose documents are meant by their names.
  var caseOfPapers: CaseNumber? { hand?.number ?? file?.case.number }

  /// The next documents; those shown last where they are to be seen otherwise.
  func view(_ wish: ViewWish) throws(Failure) {
    guard wish.isParticular, let last = shownLast else { return try viewNext(wish) }
    if caseOfPapers != nil { _ = try fileForPapers() }
    var wish = wish
    if !wish.isText { wish.page = wish.page ?? last.page }
    try view(wish.zone == nil ? last.seen : last.meant, wish)
  }

  /// The documents of the next type of which one was not looked at, both sides at once.
  private func viewNext(_ wish: ViewWish) throws(Failure) {
    let file = try fileForPapers()
    guard let next = leftToSee(file).first else {
      if file.currentDocuments.isEmpty, let photo = file.cardPhoto {
        say(.onlyCardPhoto(file.case.number))
        return try view([Int64(photo.id)], wish)
      }
      if format.isForPrograms { return }
      return say(file.currentDocuments.isEmpty ? .noDocuments(file.case.number) : .allSeen(file))
    }
    let sides = file.currentDocuments.filter { $0.type == next.type }.map { Int64($0.id) }
    try view(viewing.outside == nil ? sides : [Int64(next.id)], wish, isNext: true)
  }

  /// The current documents that were not looked at; where nothing is drawn, nor told of.
  func leftToSee(_ file: CaseFile) -> [CaseFile.Document] { file.unseenDocuments.filter { !viewing.told.contains($0.id) } }

  /// Shows documents of one type.
  func view(_ meant: [Int64], _ wish: ViewWish, isNext: Bool = false) throws(Failure) {
    let ids = try wish.zone.map { zone throws(Failure) in try sides(meant, with: zone) } ?? meant
    let isOutside = viewing.outside != nil && !wish.isText && !output.capabilities.accessible && !format.isForPrograms
    // What a viewer is not given is not looked at.
    let shown = isOutside ? Array(ids.prefix(1)) : ids
    var papers: [LookedAt] = []
    for id in shown { papers.append(try look(at: id)) }
    if let side = wish.side, let other = papers.first(where: { $0.document.side != side.rawValue }) {
      tick(other, shown: false)
      try require(side, other.document.id, other.document.side)
    }
    if format.isForPrograms {
      for paper in papers {
        show(Tables.document(paper.document))
        tick(paper, shown: false)
      }
      return
    }
    if !wish.isText, !output.capabilities.accessible, let absent = viewing.takeAbsent() { warn(.noViewer(absent)) }
    do throws(PictureViewer.Failure) {
      try ticking(papers) { () throws(PictureViewer.Failure) in
        if isOutside, let only = papers.first {
          try show(only, others: Array(ids.dropFirst()))
          return true
        }
        try show(papers, wish, isNext: isNext)
        // Where nothing is drawn only a text that was asked for is looked at.
        return wish.isText || !output.capabilities.accessible
      }
    } catch {
      throw .refused(.notViewable(error), hint: .notViewableHint(error))
    }
    viewing.last = Viewing.Shown(number: caseOfPapers, meant: meant, seen: shown, page: wish.page)
    if isNext { sayWhatIsLeft() } else if file?.case.number == hand?.number, file?.claim != nil { sayNextStep() }
  }

  /// Those of the documents on which a zone is known.
  private func sides(_ ids: [Int64], with zone: DocumentZone.Name) throws(Failure) -> [Int64] {
    let documents = ids.compactMap { file?.document(Int($0)) }
    let known = documents.filter { document in
      document.documentType.flatMap { DocumentZone.zone(zone, of: $0, document.side) } != nil
    }
    if known.isEmpty {
      let zones = documents.flatMap { document in document.documentType.map { DocumentZone.zones(of: $0, document.side) } ?? [] }
      throw .refused(.noSuchZone(Labels.term(zone).label), hint: .zonesHint(zones.map { Labels.term($0.name).name(in: language) }))
    }
    return known.map { Int64($0.id) }
  }

  private func sayWhatIsLeft() {
    guard let file, setup.isInteractive, !format.isForPrograms else { return }
    let left = leftToSee(file)
    guard left.isEmpty else {
      enterLine = Command.view.name(in: language)
      if let words = try? words() { say(.leftToSee(left, words)) }
      return
    }
    say(.allSeen(file))
    if file.case.number == hand?.number { sayNextStep() }
  }

  /// Shows a document in the program beside the terminal.
  private func show(_ paper: LookedAt, others: [Int64]) throws(PictureViewer.Failure) {
    say(paper.heading)
    if !others.isEmpty { say(.otherSides(others)) }
    output.flush()
    try viewing.outside?.show(paper.document.bytes, waits: !setup.isInteractive, signals: setup.signals)
  }

  private func show(_ papers: [LookedAt], _ wish: ViewWish, isNext: Bool) throws(PictureViewer.Failure) {
    guard let first = papers.first else { return }
    let capabilities = output.capabilities
    let viewer = viewing.viewer(on: output, setup.signals)
    var frames: [PictureFrame] = []
    for paper in papers {
      let opened = try viewer.open(paper.document.bytes, signals: setup.signals)
      if let page = wish.page, !(1...opened.pages).contains(page) { throw .noSuchPage(page, of: opened.pages) }
      if wish.isText || capabilities.accessible {
        try tell(paper, opened, wish, viewer)
      } else {
        frames.append(PictureFrame(opened, paper.look(wish)))
      }
    }
    guard !frames.isEmpty else { return }
    // One line for one document; where two sides are shown each has its own above it.
    if frames.count == 1 {
      say(first.heading + first.state(of: frames[0], zone: wish.zone))
    } else {
      say(first.owner)
      for index in frames.indices {
        frames[index].caption = papers[index].caption(papers[index].state(of: frames[index], zone: wish.zone), in: language)
      }
    }
    let above = rows(of: frames.count == 1 ? first.heading + first.state(of: frames[0], zone: wish.zone) : first.owner)
    let drawing = try viewer.draw(
      frames, rows: capabilities.rows - above - (isNext ? 3 : 2), stacked: wish.zone != nil, on: output, signals: setup.signals)
    output.write(drawing)
    if frames.contains(where: \.paper.isDamaged) { warn(.damaged) }
  }

  /// Lines that a sentence takes on the screen.
  func rows(of text: Text) -> Int { text[language].wrapped(to: max(1, output.capabilities.columns)).count }

  /// Says what a document is, and its text where it is asked for.
  func tell(_ paper: LookedAt, _ opened: Paper, _ wish: ViewWish, _ viewer: PictureViewer) throws(PictureViewer.Failure) {
    let state = paper.state(of: PictureFrame(opened, paper.look(wish)), zone: nil)
    guard wish.isText else {
      viewing.told.insert(Int(paper.document.id))
      say(paper.heading + state)
      return say(.notDrawn(paper.document.id, hasText: opened.kind == .pdf))
    }
    let text = try viewer.text(of: opened, page: wish.page, signals: setup.signals)
    write(text + "\n", under: paper.heading + (wish.page == nil ? .pages(opened.pages) : state))
  }
}

extension CaseFile {
  /// A document of that number, his card's photo too; nil where it is none of this file.
  func document(_ id: Int) -> Document? { (documents + [cardPhoto].compactMap(\.self)).first { $0.id == id } }
}
