import Casework
import Desk
import Formats
import Terminal

// Documents beside each other: compared, or below the page of their case.
extension Session {
  /// Documents beside each other.
  ///
  /// - Parameters:
  ///   - zone: a part of each on which it is known; unless said otherwise the faces, where the papers would be too small.
  ///   - isOther: whether those that are named by their numbers may be of other cases.
  func compare(_ named: [ComparedPaper], zone: DocumentZone.Name? = nil, isOther: Bool = false) throws(Failure) {
    let ids = try documents(named, zone, isOther: isOther)
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
    let zone = zone ?? (named.isEmpty && output.capabilities.columns < Self.wideColumns ? .face : nil)
    do throws(PictureViewer.Failure) {
      // Of a claim a look is evidence of whose fault it is: a face says nothing of what else stands on the paper.
      try ticking(papers, counts: { self.file?.case.subject != .claim || part(zone, of: $0) == nil }) { () throws(PictureViewer.Failure) in
        try draw(papers, side: ids.count - shown.count, zone)
        return !output.capabilities.accessible
      }
    } catch {
      throw .refused(.notViewable(error), hint: .notViewableHint(error))
    }
    // Which of them would be meant without a word?
    viewing.last = nil
    if shown.count < ids.count {
      say(.moreToCompare(first: ids[0], Array(ids.dropFirst(shown.count)), zone.map { Labels.term($0) }, isOther: isOther))
    }
  }

  /// The documents that are meant: one of each name first, the side that has the part, else the front; then the other sides.
  private func documents(_ named: [ComparedPaper], _ zone: DocumentZone.Name?, isOther: Bool) throws(Failure) -> [Int64] {
    if named.isEmpty { return try fileForPapers().toCompare.map { Int64($0.id) } }
    var sides: [[Int64]] = []
    for paper in named { sides.append(try documents(paper.name, paper.side, isOther: isOther)) }
    func rank(_ id: Int64) -> Int {
      guard let document = file?.document(Int(id)), let type = document.documentType else { return 0 }
      let hasPart = zone.map { DocumentZone.zone($0, of: type, document.side) != nil } ?? true
      return (hasPart ? 0 : 2) + (document.side == .verso ? 1 : 0)
    }
    sides = sides.map { $0.sorted { rank($0) < rank($1) } }
    var ids: [Int64] = []
    for id in sides.compactMap(\.first) + sides.flatMap({ $0.dropFirst() }) where !ids.contains(id) { ids.append(id) }
    return ids
  }

  /// Below the page of the case in hand, where the screen is wide and high enough for both: its papers beside each other. They
  /// are opened as `compare` opens them, and ticked: they are before her eyes. How many are left to be looked at is said.
  func showPapers(below page: Int) {
    let capabilities = output.capabilities
    let rows = capabilities.rows - page - 1 - linesSaid
    guard let file, rows >= Self.pictureRows, rowsForPapers(of: file) > 0 else { return }
    let below = file.papersBelow.prefix(PictureViewer.abreast(in: capabilities.columns))
    let left = leftToSee(file).count { !below.contains($0) }
    // The case is in hand, whatever becomes of its pictures: what keeps them away is told, and fails nothing.
    do throws(Failure) {
      var papers: [LookedAt] = []
      for document in below { papers.append(try look(at: Int64(document.id))) }
      do throws(PictureViewer.Failure) {
        // What came up unasked is no evidence either.
        try ticking(papers, counts: { _ in file.case.subject != .claim }) { () throws(PictureViewer.Failure) in
          try draw(papers, rows: rows - (left > 0 ? 1 : 0))
          return true
        }
        if left > 0 { say(.moreToView(left)) }
      } catch { warn(.notViewable(error)) }
    } catch { warn(error.message) }
    if self.file?.unseenDocuments.isEmpty == true { enterLine = nil }
  }

  /// The rows that papers are to have below the page of a case: none where the screen is not wide and high enough for both.
  func rowsForPapers(of file: CaseFile) -> Int {
    let capabilities = output.capabilities
    guard setup.isInteractive, !isWatching, format == .table || format == .expanded, capabilities.redraws, viewing.outside == nil,
      capabilities.columns >= Self.wideColumns,
      capabilities.rows >= Self.highRows, [.application, .claim].contains(file.case.subject), !file.papersBelow.isEmpty
    else { return 0 }
    return Self.pictureRows
  }

  /// From this width on three papers stand beside each other.
  private static let wideColumns = 150
  /// Fewer rows show nothing that helps.
  private static let pictureRows = 14
  /// A screen of so many rows has room for a page and for pictures.
  private static let highRows = 36

  /// What is drawn of a paper where a zone is compared; nil: all of it. A photo is a face as it is.
  private func part(_ zone: DocumentZone.Name?, of paper: LookedAt) -> DocumentZone.Name? {
    guard let type = paper.facts?.documentType, type != .photo else { return nil }
    return zone.flatMap { DocumentZone.zone($0, of: type, paper.facts?.side) == nil ? nil : $0 }
  }

  private func draw(_ papers: [LookedAt], side hidden: Int, _ zone: DocumentZone.Name?) throws(PictureViewer.Failure) {
    guard let first = papers.first else { return }
    let isDrawn = !output.capabilities.accessible
    let isOneDriver = isOfOneDriver(papers)
    if isDrawn, isOneDriver { say(first.owner) }
    let above = isOneDriver ? rows(of: first.owner) : 0
    try draw(papers, rows: output.capabilities.rows - above - (hidden > 0 ? 3 : 2), zone)
  }

  private func isOfOneDriver(_ papers: [LookedAt]) -> Bool { papers.allSatisfy { $0.document.driver == papers[0].document.driver } }

  private func draw(_ papers: [LookedAt], rows: Int, _ zone: DocumentZone.Name? = nil) throws(PictureViewer.Failure) {
    let viewer = viewing.viewer(on: output, setup.signals)
    var frames: [PictureFrame] = []
    for paper in papers {
      let opened = try viewer.open(paper.document.bytes, signals: setup.signals)
      if output.capabilities.accessible { try tell(paper, opened, ViewWish(), viewer) }
      let part = part(zone, of: paper)
      let look = paper.look(ViewWish(zone: part))
      frames.append(
        PictureFrame(
          opened, look,
          caption: (isOfOneDriver(papers) ? [] : [paper.owner[language]])
            + paper.caption(
              (paper.facts.map { Text(same: " · ") + .given($0, of: file) } ?? .empty)
                + (part.map { Text(same: " · ") + Labels.term($0).label } ?? .empty), in: language)))
    }
    if output.capabilities.accessible || frames.isEmpty { return }
    output.write(try viewer.draw(frames, rows: rows, on: output, signals: setup.signals))
    if frames.contains(where: \.paper.isDamaged) { warn(.damaged) }
  }
}

extension CaseFile {
  /// What stands below the page: what this round is about, fronts first, and then what is worth comparing.
  var papersBelow: [Document] {
    guard self.case.subject == .application else { return toCompare }
    let new = currentDocuments.filter(isOfThisRound)
    let first = new.filter { $0.side != .verso } + new.filter { $0.side == .verso }
    return first + toCompare.filter { !first.contains($0) }
  }

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
