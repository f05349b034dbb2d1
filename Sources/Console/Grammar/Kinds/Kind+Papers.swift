import Casework
import Terminal

// What is said of looking at papers: how large, which part, which way up, which ones.
extension Kind where Value == Double {
  /// How much larger: `2`, `2.5`, `2,5`.
  static let zoom = Kind { (word, _) throws(Failure) in
    let typed = word.text.replacing(",", with: ".")
    guard let zoom = Double(typed), PictureLook.zooms.contains(zoom) else { throw .usage(.notAZoom(word.text)) }
    return zoom
  }
}

extension Kind where Value == Int {
  /// Degrees by which a picture is turned clockwise.
  static let quarterTurns = Kind(complete: { word, _, _ in ["90", "180", "270"].filter { $0.hasPrefix(word) }.map { Completion($0) } }) {
    (word, _) throws(Failure) in
    guard let degrees = Int(word.text), [90, 180, 270].contains(degrees) else { throw .usage(.notATurn(word.text)) }
    return degrees / 90
  }
}

extension Kind where Value == DocumentZone.Name {
  /// A named region of a document.
  static let zone = Kind(complete: { word, completer, _ in completer.names(word, of: Labels.zones) }) { (word, reading) throws(Failure) in
    let term = try Labels.zones.pick(word.text, .unknownZone(word.text), in: reading.parser.language)
    guard let name = DocumentZone.Name(rawValue: term.code) else { throw .usage(.unknownZone(word.text)) }
    return name
  }
}

/// A document that is to stand beside others.
struct ComparedPaper: Sendable, Hashable {
  var name: DocumentName
  /// The side of it that is named.
  var side: CaseFile.Side?
}

extension Argument where Value == [ComparedPaper] {
  /// Any number of documents, each with a side behind it where one is meant: `driving_licence back`.
  static let comparedPapers = {
    let traits = KindTraits(
      complete: { word, completer, reading in
        completer.documents(word) + (reading.asked.isEmpty ? [] : completer.names(word, of: Labels.sides))
      },
      note: { word, reading in reading.asked.append(word) })
    var parameter = Parameter(Text(fr: "PIÈCE [FACE] …", en: "DOCUMENT [SIDE] …"), traits, extent: .words)
    parameter.isOptional = true
    return Argument(places: [.parameter(parameter)]) { (reading) throws(Failure) in
      guard case .words(let words)? = reading.take() else { return [] }
      var papers: [ComparedPaper] = []
      for word in words {
        if let side = Labels.sides.named(word.text), let last = papers.last, last.side == nil {
          papers[papers.count - 1].side = Labels.side(side)
        } else {
          papers.append(ComparedPaper(name: try Kind<DocumentName>.document.read(word, &reading)))
        }
      }
      return papers
    }
  }()
}

extension Argument where Value == Bool {
  /// Insists on a document of another case than the one that is shown.
  static let otherCase = flag(
    "other", "autre", Text(fr: "même si elle n'est pas du dossier montré", en: "even where it is not of the case that is shown"))
}
