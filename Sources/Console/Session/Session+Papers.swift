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
        var failure = Failure.refused(.documentOfAnother(id, file.case.number), hint: .documentOfAnotherHint(id))
        failure.offer = .again(option: "other")
        throw failure
      }
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

  /// Shows documents and ticks those of them that were shown: all where nothing failed.
  private func ticking(_ papers: [LookedAt], _ show: () throws(PictureViewer.Failure) -> Bool) throws(PictureViewer.Failure) {
    var isShown = false
    defer { for paper in papers { tick(paper, shown: isShown) } }
    isShown = try show()
  }

  /// The documents of the next type of which one was not looked at, both sides at once.
  func viewNext(_ wish: ViewWish) throws(Failure) {
    let file = try fileForPapers()
    guard let next = leftToSee(file).first else {
      if format.isForPrograms { return }
      return say(file.currentDocuments.isEmpty ? .noDocuments(file.case.number) : .allSeen(file))
    }
    let sides = file.currentDocuments.filter { $0.type == next.type }.map { Int64($0.id) }
    try view(viewing.outside == nil ? sides : [Int64(next.id)], wish, isNext: true)
  }

  /// The current documents that were not looked at; where nothing is drawn, nor told of.
  private func leftToSee(_ file: CaseFile) -> [CaseFile.Document] { file.unseenDocuments.filter { !viewing.told.contains($0.id) } }

  /// Shows documents of one type.
  func view(_ ids: [Int64], _ wish: ViewWish, isNext: Bool = false) throws(Failure) {
    let ids = try wish.zone.map { zone throws(Failure) in try sides(ids, with: zone) } ?? ids
    let isOutside = viewing.outside != nil && !wish.isText && !output.capabilities.accessible && !format.isForPrograms
    // What a viewer is not given is not looked at.
    let shown = isOutside ? Array(ids.prefix(1)) : ids
    var papers: [LookedAt] = []
    for id in shown { papers.append(try look(at: id)) }
    if format.isForPrograms {
      for paper in papers {
        show(Tables.document(paper.document))
        tick(paper, shown: false)
      }
      return
    }
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
  private func rows(of text: Text) -> Int { text[language].wrapped(to: max(1, output.capabilities.columns)).count }

  /// Says what a document is, and its text where it is asked for.
  private func tell(_ paper: LookedAt, _ opened: Paper, _ wish: ViewWish, _ viewer: PictureViewer) throws(PictureViewer.Failure) {
    let state = paper.state(of: PictureFrame(opened, paper.look(wish)), zone: nil)
    guard wish.isText else {
      viewing.told.insert(Int(paper.document.id))
      say(paper.heading + state)
      return say(.notDrawn(paper.document.id, hasText: opened.kind == .pdf))
    }
    let text = try viewer.text(of: opened, page: wish.page, signals: setup.signals)
    say(paper.heading + (wish.page == nil ? .pages(opened.pages) : state))
    write(text + "\n")
  }

  /// Documents beside each other.
  ///
  /// - Parameter zone: a part of each on which it is known; unless said otherwise the faces, where the papers would be too small.
  func compare(_ names: [DocumentName], zone: DocumentZone.Name? = nil) throws(Failure) {
    let file = try fileForPapers()
    var ids: [Int64] = []
    for name in names { ids += try documents(name).filter { !ids.contains($0) } }
    if names.isEmpty { ids = file.toCompare.map { Int64($0.id) } }
    guard ids.count > 1 else { throw .refused(.nothingToCompare, hint: .nothingToCompareHint) }
    let isForPeople = !format.isForPrograms
    let shown =
      isForPeople && !output.capabilities.accessible ? Array(ids.prefix(PictureViewer.abreast(in: output.capabilities.columns))) : ids
    var papers: [LookedAt] = []
    for id in shown { papers.append(try look(at: id)) }
    guard isForPeople else {
      for paper in papers {
        show(Tables.document(paper.document))
        tick(paper, shown: false)
      }
      return
    }
    let zone = zone ?? (names.isEmpty && output.capabilities.columns < Self.wideColumns ? .face : nil)
    do throws(PictureViewer.Failure) {
      try ticking(papers) { () throws(PictureViewer.Failure) in
        try draw(papers, side: ids.count - shown.count, zone)
        return !output.capabilities.accessible
      }
    } catch {
      throw .refused(.notViewable(error), hint: .notViewableHint(error))
    }
    if shown.count < ids.count { say(.moreToCompare(first: ids[0], Array(ids.dropFirst(shown.count)))) }
  }

  /// Below the page of a case that was just taken, where the screen is wide and high enough for both: its papers beside each other. They
  /// are opened as `compare` opens them, and ticked: they are before her eyes.
  func showPapers(below page: Int) {
    let capabilities = output.capabilities
    let rows = capabilities.rows - page - 1 - linesSaid
    guard let file, rows >= Self.pictureRows, rowsForPapers(of: file) > 0 else { return }
    // The case is in hand, whatever becomes of its pictures: what keeps them away is told, and fails nothing.
    do throws(Failure) {
      var papers: [LookedAt] = []
      for document in file.toCompare.prefix(PictureViewer.abreast(in: capabilities.columns)) {
        papers.append(try look(at: Int64(document.id)))
      }
      do throws(PictureViewer.Failure) {
        try ticking(papers) { () throws(PictureViewer.Failure) in
          try draw(papers, rows: rows)
          return true
        }
      } catch { warn(.notViewable(error)) }
    } catch { warn(error.message) }
    if self.file?.unseenDocuments.isEmpty == true { enterLine = nil }
  }

  /// The rows that papers are to have below the page of a case: none where the screen is not wide and high enough for both.
  func rowsForPapers(of file: CaseFile) -> Int {
    let capabilities = output.capabilities
    guard setup.isInteractive, capabilities.redraws, viewing.outside == nil, capabilities.columns >= Self.wideColumns,
      capabilities.rows >= Self.highRows, [.application, .claim].contains(file.case.subject), !file.toCompare.isEmpty
    else { return 0 }
    return Self.pictureRows
  }

  /// From this width on three papers stand beside each other.
  private static let wideColumns = 150
  /// Fewer rows show nothing that helps.
  private static let pictureRows = 14
  /// A screen of so many rows has room for a page and for pictures.
  private static let highRows = 36

  private func draw(_ papers: [LookedAt], side hidden: Int, _ zone: DocumentZone.Name?) throws(PictureViewer.Failure) {
    guard let first = papers.first else { return }
    let isDrawn = !output.capabilities.accessible
    if isDrawn { say(first.owner) }
    try draw(papers, rows: output.capabilities.rows - rows(of: first.owner) - (hidden > 0 ? 3 : 2), zone)
  }

  private func draw(_ papers: [LookedAt], rows: Int, _ zone: DocumentZone.Name? = nil) throws(PictureViewer.Failure) {
    let viewer = viewing.viewer(on: output, setup.signals)
    var frames: [PictureFrame] = []
    for paper in papers {
      let opened = try viewer.open(paper.document.bytes, signals: setup.signals)
      if output.capabilities.accessible { try tell(paper, opened, ViewWish(), viewer) }
      // A photo is a face as it is.
      let part = paper.facts?.documentType == .photo ? nil : zone
      let look = paper.look(ViewWish(zone: part))
      let area = look.area == .whole ? nil : part
      frames.append(
        PictureFrame(
          opened, look,
          caption: paper.caption(
            (paper.facts.map { Text(same: " · ") + .given($0, of: file) } ?? .empty)
              + (area.map { Text(same: " · ") + Labels.term($0).label } ?? .empty), in: language)))
    }
    if output.capabilities.accessible || frames.isEmpty { return }
    output.write(try viewer.draw(frames, rows: rows, on: output, signals: setup.signals))
    if frames.contains(where: \.paper.isDamaged) { warn(.damaged) }
  }
}

extension CaseFile {
  /// A document of that number, his card's photo too; nil where it is none of this file.
  func document(_ id: Int) -> Document? { (documents + [cardPhoto].compactMap(\.self)).first { $0.id == id } }

  /// What is worth comparing: the photo, the face side of whatever says who he is, the photo of the round before, the one on his card.
  var toCompare: [Document] {
    let current = currentDocuments
    let photo = current.first { $0.documentType == .photo }
    let types: [DocumentType] = [.identityDocument, .residencePermit, .drivingLicence]
    let papers = types.compactMap { type in current.first { $0.documentType == type && $0.side != .verso } }
    let before = documents.filter { $0.documentType == .photo && $0.isReplaced }.max { ($0.round, $0.id) < ($1.round, $1.id) }
    return [photo, papers.first, before, cardPhoto].compactMap(\.self) + papers.dropFirst()
  }
}
