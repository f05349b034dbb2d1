import Casework
import Terminal

/// To whom something is attached, and what is said of it.
struct Attaching: Sendable {
  /// The driver that the line names; nil: the one it is about.
  var name: DriverName?
  /// Internal; may be empty.
  var comment: String
}

extension Argument where Value == Attaching {
  /// A driver who may be left out, and a comment. A bare number is the driver where nothing follows it; at the head of a comment
  /// it is text, or, where it is long enough for a driver's, for whoever typed it to say.
  static let attaching: Argument = {
    let driver = Argument<DriverName?>.optional(.word(Text(fr: "CONDUCTEUR", en: "DRIVER"), .driverBeforeText))
    let comment = Argument<FreeText?>.optional(.text(Text(fr: "COMMENTAIRE", en: "COMMENT")))
    return Argument(places: driver.places + comment.places) { (reading) throws(Failure) in
      let name = try driver.read(&reading)
      guard let text = try comment.read(&reading) else { return Attaching(name: name, comment: "") }
      let head = String(text.text.prefix { !$0.isWhitespace })
      guard name == nil, !text.isExplicit, !text.isQuoted, Int64(head) != nil, head.allSatisfy(\.isNumber) else {
        return Attaching(name: name, comment: text.text)
      }
      if head == text.text { return Attaching(name: try reading.parser.driver(head), comment: "") }
      guard head.count <= 3 else { throw .refused(.driverOrComment(head), hint: .driverOrCommentHint(head)) }
      return Attaching(comment: text.text)
    }
  }()
}
