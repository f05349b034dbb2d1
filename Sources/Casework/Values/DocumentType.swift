/// The types of documents that checks know; each is an item too.
public enum DocumentType: String, CaseIterable, Codable, Sendable {
  /// The photo that is printed on the card.
  case photo
  /// The signature that is printed on the card.
  case signature
  /// Identity card or passport.
  case identityDocument = "identity_document"
  /// Residence permit.
  case residencePermit = "residence_permit"
  /// Driving licence.
  case drivingLicence = "driving_licence"
  /// Theft declaration of an authority.
  case theftDeclaration = "theft_declaration"
  /// Proof of address.
  case proofOfAddress = "proof_of_address"

  /// The item that is flagged for a document of this type.
  public var item: Item { Item(rawValue: rawValue) }

  /// Whether it is printed on the card: then only a picture will do.
  public var isPrinted: Bool { self == .photo || self == .signature }

  /// Whether it is a card with a front and a back.
  public var hasSides: Bool { self == .identityDocument || self == .residencePermit || self == .drivingLicence }

  /// Below these pixels (shorter side, longer side) nobody can read it.
  ///
  /// The photo's are two thirds of 35×45 mm at 300 dots an inch; a card's leave about 90 dots an inch.
  var smallestPicture: (short: Int, long: Int) {
    switch self {
    case .photo: (276, 354)
    case .signature: (60, 200)
    case .identityDocument, .residencePermit, .drivingLicence: (240, 380)
    case .theftDeclaration, .proofOfAddress: (500, 700)
    }
  }
}
