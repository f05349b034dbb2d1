import Casework
import Testing

/// Where things stand on documents.
@Suite struct DocumentZoneTests {
  @Test func everyZoneLiesOnItsDocumentAndOnceOnly() {
    for type in DocumentType.allCases {
      for side in [CaseFile.Side.recto, .verso, nil] {
        let zones = DocumentZone.zones(of: type, side)
        #expect(Set(zones.map(\.name)).count == zones.count, "\(type)")
        for zone in zones {
          #expect(zone.left >= 0 && zone.top >= 0 && zone.width > 0.05 && zone.height > 0.05, "\(type) \(zone.name)")
          #expect(zone.left + zone.width <= 1 && zone.top + zone.height <= 1, "\(type) \(zone.name)")
          #expect(DocumentZone.zone(zone.name, of: type, side) == zone)
        }
      }
    }
  }

  @Test func whatIsReadOnCardsIsKnownOnTheirSide() {
    for type in [DocumentType.identityDocument, .residencePermit, .drivingLicence] {
      for name in [DocumentZone.Name.face, .number, .expiry] {
        #expect(DocumentZone.zone(name, of: type, .recto) != nil, "\(type) \(name)")
        #expect(DocumentZone.zone(name, of: type, .verso) == nil, "\(type) \(name)")
      }
    }
    #expect(DocumentZone.zone(.categories, of: .drivingLicence, .verso) != nil)
    #expect(DocumentZone.zone(.face, of: .photo, nil) != nil)
    #expect(DocumentZone.zones(of: .proofOfAddress, nil).isEmpty && DocumentZone.zones(of: .drivingLicence, nil).isEmpty)
  }
}
