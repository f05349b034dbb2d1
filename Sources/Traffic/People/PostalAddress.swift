/// An address in the order of XP Z10-011: at most six lines of 38 characters, the last one postcode and town.
public struct PostalAddress: Sendable, Hashable {
  /// The filled lines, from the addressee to postcode and town.
  public var lines: [String]

  /// The lines one below the other, as `hub` takes an address.
  public var text: String { lines.joined(separator: "\n") }

  /// Postcode and town.
  public var lastLine: String { lines.last ?? "" }

  /// A valid address in that town; every line respects the norm.
  init(addressee: String, in town: Town, _ generator: inout SeededGenerator) {
    var lines = [String(addressee.prefix(38))]
    let flat = generator.chance(0.28)
    let floor = generator.int(in: 1...64)
    let residence = generator.chance(0.12)
    let name = generator.pick(["Résidence Les Pins", "Résidence du Parc", "Bâtiment B", "Immeuble Le Mistral", "Résidence Bellevue"])
    if flat { lines.append("Appartement \(floor)") }
    if residence { lines.append(name) }
    var number = String(generator.int(in: 1...(generator.chance(0.8) ? 90 : 480)))
    if generator.chance(0.08) { number += generator.pick([" BIS", " TER", " A"]) }
    lines.append(plainCapitals(number + " " + Town.streets.draw(&generator)))
    let hamlet = generator.chance(0.05)
    let place = generator.pick(["LE BOURG", "LA CROIX BLANCHE", "LES QUATRE VENTS", "BP 40112"])
    if hamlet { lines.append(place) }
    lines.append(town.postcode + " " + plainCapitals(town.name))
    self.lines = lines
  }

  /// An address of these lines, right or wrong.
  public init(lines: [String]) { self.lines = lines }
}
