import Casework
import Desk
import Terminal

/// A document that was opened: its bytes, what the case's file says of it, and what it is called.
struct LookedAt {
  let document: DocumentFile
  /// Nil where it is not of the case that is shown.
  let facts: CaseFile.Document?
  /// What its type is called.
  let label: Text

  /// Whose it is.
  var owner: Text { .ownerOfDocument(document) }

  /// What it is: its type and its side.
  var title: Text { .titleOfDocument(document, label) }

  /// Its number.
  var number: Text { .numberOfDocument(document) }

  /// What it is: its type, its side, its number.
  var name: Text { title + Text(same: " · ") + number }

  /// Whose, what, which file of what size.
  var heading: Text {
    owner + Text(same: " · ") + name + (facts?.isReplaced == true ? .replacedSince : .empty) + .fileOfDocument(document, facts)
  }

  /// What stands above it where it is not alone: two lines, so that its number is not cut off.
  func caption(_ more: Text, in language: Language) -> [SafeText] { [title[language], (number + more)[language]] }

  /// The look that a wish asks for.
  func look(_ wish: ViewWish) -> PictureLook {
    var look = PictureLook()
    look.page = wish.page ?? 1
    look.quarters = wish.quarters
    look.zoom = wish.zoom ?? 1
    if let name = wish.zone, let type = facts?.documentType, let zone = DocumentZone.zone(name, of: type, facts?.side) {
      look.area = PictureArea(left: zone.left, top: zone.top, width: zone.width, height: zone.height)
    }
    return look
  }

  /// Which page of how many and how its words are read, and what of it is seen.
  func state(of frame: PictureFrame, zone: DocumentZone.Name?) -> Text {
    var text = frame.paper.kind == .pdf ? Text.page(frame.look.page, of: frame.paper.pages) : Text.empty
    if frame.paper.kind == .pdf, zone == nil, frame.look.zoom <= 1 { text = text + .wordsOfPage.styled(.dim) }
    if let zone { text = text + Text(same: " · ") + Labels.term(zone).label }
    if frame.look.zoom > 1 { text = text + Text(same: " · ×\(frame.look.zoom.shortened)") }
    if frame.look.quarters > 0 { text = text + Text(same: " · ↻ \(frame.look.quarters * 90)°") }
    return text
  }
}

extension Double {
  /// With one digit behind the point, where there is one.
  fileprivate var shortened: String {
    let tenths = Int((self * 10).rounded())
    return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
  }
}
