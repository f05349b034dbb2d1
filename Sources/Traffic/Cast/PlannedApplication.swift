public import Casework

/// A file as one driver sends it.
public struct PlannedDocument: Sendable, Hashable {
  /// The drawing.
  public let sample: SampleDocument
  /// Makes the bytes this driver's own; the same in two drivers where one sends the other's file.
  public let salt: UInt64
  /// The name that the file bears on his device.
  public let fileName: String

  /// The side that it is sent as, which is not the drawing's where a driver sends the front twice.
  public let side: SampleDocument.Side?

  /// The item that it is sent for.
  public var type: String { sample.type }
  /// The declared media type.
  public var mediaType: String { sample.mediaType }
  /// The bytes to send.
  public var bytes: [UInt8] { sample.uniqued(by: salt) }
}

/// What a driver gives in one round of an application: everything in the first, the corrected items afterwards.
public struct ApplicationRound: Sendable, Hashable {
  /// The round, from 1.
  public let number: Int
  /// The files sent in this round.
  public let documents: [PlannedDocument]
  /// The delivery address as typed in this round.
  public let deliveryAddress: String
  /// What is wrong in this round.
  public let faults: [PlantedFault]
  /// Minutes from the request for corrections to this answer; 0 in the first round.
  public let delay: Int
}

/// An order of a card that a driver will make.
public struct PlannedApplication: Sendable, Hashable {
  /// How his payments end, in their order; a loss and a theft are paid before anything else happens.
  public enum Payment: String, Sendable {
    /// Paid at once.
    case paid
    /// Fails, then is paid at the second attempt.
    case failsFirst = "fails_first"
    /// Never paid: the application stays where it is.
    case expires
  }

  /// `card`, `replacement_loss`, `replacement_theft` or `replacement_quality`, as in `core.application.kind`.
  public let kind: String
  /// How payment goes; without effect on the kind `card`.
  public let payment: Payment
  /// An employer who gets the invoice; empty for most.
  public let invoiceAddressee: String
  /// The employer's address, or the driver's own.
  public let invoiceAddress: String
  /// The rounds, at least one; the last is without faults unless the driver stays silent.
  public let rounds: [ApplicationRound]
  /// Good files for every item, for an agent who asks for more than was wrong.
  public let goodDocuments: [PlannedDocument]

  /// Everything planted, round by round.
  public var faults: [PlantedFault] { rounds.flatMap(\.faults) }
}

/// A training as an approved centre records it.
public struct PlannedTraining: Sendable, Hashable {
  /// `initial` or `continuing`.
  public let kind: String
  /// `goods` or `passengers`, as the centre typed it.
  public let qualification: String
  /// The same as it should be; another one is corrected once the card made of it is declared defective.
  public let rightQualification: String
  /// Last name as the centre typed it.
  public let lastName: String
  /// First names as the centre typed them.
  public let firstNames: String
  /// Licence number.
  public let licenceNumber: String
  /// Day of birth.
  public let birthDate: Day
  /// Days from the end of the training to the day on which it is recorded.
  public let daysUntilRecorded: Int
  /// Whether the centre records it twice, and cancels one.
  public let isDoubled: Bool
  /// Days after which the centre corrects a misspelt name; `nil`: never, so that support has to attach it.
  public let daysUntilCorrected: Int?
  /// What is planted in it, if anything.
  public let fault: PlantedFault?
}
