/// A named region of a known document: where on it something stands, in parts of its width and height, from the top left.
///
/// The parts are those of a card that fills its picture, upright, as a scan or a photograph that is cut to the card is; where a card lies
/// in a larger picture it is enlarged by hand. One table for all types and sides.
public struct DocumentZone: Sendable, Hashable {
  /// What stands there.
  public enum Name: String, CaseIterable, Sendable {
    /// The face.
    case face
    /// Names.
    case names
    /// Date and place of birth.
    case birth
    /// The number of the document.
    case number
    /// When it was issued.
    case issued
    /// When it expires.
    case expiry
    /// Categories of a driving licence.
    case categories
    /// The address.
    case address
    /// The lines that machines read.
    case machine
  }

  /// What stands there.
  public let name: Name
  /// Where it begins, in parts of the width and of the height.
  public let left, top: Double
  /// How much of them it takes.
  public let width, height: Double

  private init(_ name: Name, _ left: Double, _ top: Double, _ width: Double, _ height: Double) {
    (self.name, self.left, self.top, self.width, self.height) = (name, left, top, width, height)
  }

  /// The zones of a side of a document; none where they are not known.
  public static func zones(of type: DocumentType, _ side: CaseFile.Side?) -> [DocumentZone] {
    switch (type, side) {
    case (.drivingLicence, .recto?): licenceFront
    case (.drivingLicence, .verso?): [.init(.categories, 0.05, 0.03, 0.93, 0.62), .init(.machine, 0, 0.87, 0.7, 0.13)]
    case (.identityDocument, .recto?), (.residencePermit, .recto?): identityFront
    case (.identityDocument, .verso?), (.residencePermit, .verso?): identityBack
    case (.photo, _): [.init(.face, 0.12, 0.08, 0.76, 0.86)]
    default: []
    }
  }

  /// The zone of that name on a side of a document.
  public static func zone(_ name: Name, of type: DocumentType, _ side: CaseFile.Side?) -> DocumentZone? {
    zones(of: type, side).first { $0.name == name }
  }

  private static let licenceFront: [DocumentZone] = [
    .init(.face, 0.03, 0.22, 0.32, 0.63), .init(.names, 0.365, 0.21, 0.4, 0.21), .init(.birth, 0.365, 0.42, 0.43, 0.11),
    .init(.issued, 0.365, 0.53, 0.4, 0.105), .init(.expiry, 0.365, 0.635, 0.25, 0.105), .init(.number, 0.365, 0.74, 0.28, 0.105),
    .init(.categories, 0.365, 0.845, 0.28, 0.11),
  ]
  private static let identityFront: [DocumentZone] = [
    .init(.face, 0.03, 0.21, 0.35, 0.7), .init(.names, 0.405, 0.205, 0.4, 0.21), .init(.birth, 0.405, 0.515, 0.43, 0.205),
    .init(.number, 0.405, 0.72, 0.28, 0.105), .init(.expiry, 0.405, 0.825, 0.25, 0.105),
  ]
  private static let identityBack: [DocumentZone] = [
    .init(.address, 0.04, 0.07, 0.55, 0.26), .init(.issued, 0.04, 0.43, 0.35, 0.12), .init(.machine, 0, 0.74, 0.7, 0.26),
  ]
}
