/// How often drivers go wrong, each a probability from 0 to 1 for one driver (or one document). The defaults are our estimate of a
/// counter's daily bread: about one account in six has a fault.
public struct FaultRates: Sendable, Hashable {
  /// The licence document's title number (13AA00001) typed for the NEPH.
  public var titleNumber = 0.03
  /// Last name and first names in each other's field.
  public var namesSwapped = 0.02
  /// The usage name in the place of the name at birth; falls on those who have one.
  public var usageName = 0.02
  /// A second account for somebody who has one.
  public var duplicate = 0.015
  /// A typing error in e-mail, licence number, dates or phone.
  public var typing = 0.04
  /// An address without number, postcode or town.
  public var incompleteAddress = 0.03
  /// A field left empty.
  public var missing = 0.01
  /// Text that attacks whoever displays it: escape sequences, bidi controls, formulas, floods, emoji.
  public var hostile = 0.003
  /// Foreign licences: no fault, a warning.
  public var foreignLicence = 0.03

  /// A photo that does not follow the norm.
  public var photo = 0.13
  /// A signature that cannot be used.
  public var signature = 0.06
  /// An identity document or residence permit that cannot be accepted.
  public var identityDocument = 0.05
  /// A driving licence that cannot be accepted.
  public var drivingLicence = 0.04
  /// A two-sided document of which one side was not sent.
  public var missingSide = 0.03
  /// A theft declaration that cannot be accepted.
  public var theftDeclaration = 0.2
  /// A proof of address that cannot be accepted, among the few that are given.
  public var proofOfAddress = 0.15
  /// A delivery address without number, postcode or town.
  public var deliveryAddress = 0.02
  /// The photo of another driver, byte for byte.
  public var sameFile = 0.006
  /// A training recorded with a misspelt name, so that it waits to be attached.
  public var trainingMisspelt = 0.06
  /// A training recorded twice by its centre, which then cancels one.
  public var trainingDoubled = 0.01
  /// A card declared defective, rightly or not.
  public var claim = 0.05
  /// A card that the post brings back.
  public var undelivered = 0.04

  /// Of those asked to correct: the share that corrects one thing only, or sends the same again.
  public var correctsPartly = 0.12
  /// Of those asked to correct: the share that never answers.
  public var staysSilent = 0.08

  /// The default rates.
  public init() {}

  /// Nobody goes wrong, no licence is foreign.
  public static var none: FaultRates {
    var rates = FaultRates()
    for path in Self.paths { rates[keyPath: path] = 0 }
    return rates
  }

  /// Those of the demo: every queue is to have work, so many more cards are defective or come back than in truth.
  public static var demo: FaultRates {
    var rates = FaultRates()
    rates.claim = 0.34
    rates.undelivered = 0.3
    return rates
  }

  /// All rates multiplied by `factor`, at most 1; what drivers do when asked to correct stays as it is.
  public func scaled(by factor: Double) -> FaultRates {
    var rates = self
    for path in Self.paths { rates[keyPath: path] = min(1, rates[keyPath: path] * factor) }
    rates.correctsPartly = correctsPartly
    rates.staysSilent = staysSilent
    return rates
  }

  private static var paths: [WritableKeyPath<FaultRates, Double>] {
    [
      \.titleNumber, \.namesSwapped, \.usageName, \.duplicate, \.typing, \.incompleteAddress, \.missing, \.hostile, \.foreignLicence,
      \.photo,
      \.signature, \.identityDocument, \.drivingLicence, \.missingSide, \.theftDeclaration, \.proofOfAddress, \.deliveryAddress, \.sameFile,
      \.trainingMisspelt, \.trainingDoubled, \.claim, \.undelivered, \.correctsPartly, \.staysSilent,
    ]
  }
}
