import Casework
import Desk
import Terminal

extension Session {
  /// A document of the picture mode, opened once.
  private struct Shown {
    let document: LookedAt
    let opened: Result<Paper, PictureViewer.Failure>

    var pages: Int { (try? opened.get())?.pages ?? 1 }
  }

  /// The documents of the case on the whole screen, one after the other, from the one that is named, else from the one shown last, else
  /// from the first not looked at.
  ///
  /// - Parameter isOther: whether one of another case is meant; it stands alone.
  func zoom(_ name: DocumentName?, isOther: Bool = false) throws(Failure) {
    let last = name == nil ? shownLast : nil
    let named = try name.map { name throws(Failure) in try documents(name, isOther: isOther) } ?? last?.seen
    let (order, start) = try order(from: named)
    guard setup.isInteractive, output.capabilities.redraws else { throw .refused(.noPictureMode, hint: .noPictureModeHint) }
    let viewer = viewing.viewer(on: output, setup.signals)
    guard let mode = PictureMode(on: output, signals: setup.signals, screen: viewer.screen) else {
      throw .refused(.noPictureMode, hint: .noPictureModeHint)
    }
    defer { mode.leave() }
    try turn(order, from: start, page: last?.page ?? 1, mode, viewer)
  }

  /// The documents in the order of the keys, and where it begins.
  private func order(from named: [Int64]?) throws(Failure) -> (ids: [Int64], start: Int) {
    if let named, caseOfPapers == nil { return (named, 0) }
    let file = try fileForPapers()
    var order = file.currentDocuments.map { Int64($0.id) }
    if let named {
      // Nobody gets from somebody else's to this case's by a key.
      guard named.contains(where: { file.document(Int($0)) != nil }) else { return (named, 0) }
      // One that was replaced stands before the others.
      order = named.filter { !order.contains($0) } + order
      return (order, order.firstIndex(of: named[0]) ?? 0)
    }
    if order.isEmpty { order = [file.cardPhoto].compactMap { $0.map { Int64($0.id) } } }
    guard !order.isEmpty else { throw .refused(.noDocuments(file.case.number)) }
    return (order, file.unseenDocuments.first.flatMap { order.firstIndex(of: Int64($0.id)) } ?? 0)
  }

  /// Answers keys until one leaves.
  private func turn(_ order: [Int64], from start: Int, page: Int, _ mode: PictureMode, _ viewer: PictureViewer) throws(Failure) {
    var (place, look) = (start, PictureLook())
    look.page = page
    var shown = try open(order[place], viewer)
    var isStale = true
    var lastKey = now
    while true {
      if isStale, !mode.hasKeys {
        draw(shown, look, SafeText("\(place + 1)/\(order.count)"), mode, viewer)
        isStale = false
      }
      let event = mode.next(within: Self.tick)
      if case .key = event { lastKey = now }
      // Whoever reads papers works on the case; a server that is away keeps nobody from reading on.
      do throws(Failure) { try keepClaim(typed: lastKey) } catch { if hand == nil { throw error } }
      switch event {
      case .idle: break
      case .ended, .key(.leave), .key(.type): return
      case .resized: isStale = true
      case .key(let key):
        if let after = look.after(key) {
          (look, isStale) = (after, true)
          continue
        }
        let step = key == .next ? 1 : key == .previous ? -1 : 0
        let page = look.page + step
        if step != 0, (1...shown.pages).contains(page) {
          look = PictureLook()
          (look.page, isStale) = (page, true)
        } else if step != 0, order.indices.contains(place + step) {
          place += step
          shown = try open(order[place], viewer)
          look = PictureLook()
          (look.page, isStale) = (step < 0 ? shown.pages : 1, true)
        }
      }
    }
  }

  private func open(_ id: Int64, _ viewer: PictureViewer) throws(Failure) -> Shown {
    let document = try look(at: id)
    let opened = Result { () throws(PictureViewer.Failure) in try viewer.open(document.document.bytes, signals: setup.signals) }
    if case .failure = opened { tick(document, shown: false) } else { tick(document, shown: true) }
    viewing.last = Viewing.Shown(number: caseOfPapers, meant: [id], seen: [id])
    return Shown(document: document, opened: opened)
  }

  private func draw(_ shown: Shown, _ look: PictureLook, _ place: SafeText, _ mode: PictureMode, _ viewer: PictureViewer) {
    let head = (shown.document.owner + Text(same: " · ") + shown.document.name)[language]
    do throws(PictureViewer.Failure) {
      let frame = PictureFrame(try shown.opened.get(), look)
      let drawing = try viewer.draw([frame], rows: mode.rows, on: output, signals: setup.signals)
      let state = Text(same: place) + shown.document.state(of: frame, zone: nil) + Text(same: " · ") + .zoomKeys
      mode.show(head, drawing, state[language])
    } catch {
      mode.show(head, nil, (Text(same: place + " · ") + .notViewable(error).styled(.yellow) + Text(same: " · ") + .zoomKeys)[language])
    }
  }
}
