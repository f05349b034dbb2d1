/// Why an element of a card is defective (`core.cause`); whom it is imputed to is the database's to say.
public struct Cause: RawRepresentable, Hashable, Sendable, Codable, CustomStringConvertible {
  /// The code, as the database has it.
  public let rawValue: String

  /// A cause of that code.
  public init(rawValue: String) { self.rawValue = rawValue }

  /// The code.
  public var description: String { rawValue }
}

/// The causes that checks suggest.
extension Cause {
  /// Printed otherwise than the source says.
  public static let personalisationError = Cause(rawValue: "personalisation_error")
  /// Badly printed.
  public static let printDefect = Cause(rawValue: "print_defect")
  /// The film comes off, or has bubbles.
  public static let laminationDefect = Cause(rawValue: "lamination_defect")
  /// The plastic is faulty.
  public static let materialDefect = Cause(rawValue: "material_defect")
  /// The validity was computed wrongly.
  public static let validityComputation = Cause(rawValue: "validity_computation")
  /// An agent's error.
  public static let agentProcessingError = Cause(rawValue: "agent_processing_error")
  /// A good photo or signature, badly processed.
  public static let photoSignatureProcessing = Cause(rawValue: "photo_signature_processing")
  /// Put into somebody else's envelope.
  public static let wrongEnclosure = Cause(rawValue: "wrong_enclosure")
  /// The driver's own entry is wrong.
  public static let dataEntryError = Cause(rawValue: "data_entry_error")
  /// The photo or signature that he gave is unfit.
  public static let unsuitableImageSupplied = Cause(rawValue: "unsuitable_image_supplied")
  /// His civil status changed since.
  public static let civilStatusChange = Cause(rawValue: "civil_status_change")
  /// He damaged it.
  public static let holderDamage = Cause(rawValue: "holder_damage")
  /// The training centre recorded something wrong.
  public static let trainingCentreError = Cause(rawValue: "training_centre_error")
  /// Damaged on its way.
  public static let transportDamage = Cause(rawValue: "transport_damage")
  /// Nothing is wrong with it.
  public static let noDefectFound = Cause(rawValue: "no_defect_found")
}
