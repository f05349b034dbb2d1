/// What the evidence says of one element of a card that was declared defective.
public struct ElementJudgement: Sendable, Hashable {
  /// Which.
  public let element: ElementCode
  /// Whose fault it is; `nil` where the evidence does not say.
  public let outcome: Outcome?
  /// The causes that would fit, the likeliest first; none before the card was read.
  public let causes: [Cause]
  /// What the new card must say, where that is known and nothing else says it.
  public let value: String?
  /// The document that was looked at, or is to be.
  public let documentID: Int?
  /// What was found, with its evidence.
  public let message: Message

  /// - Parameter proves: whether the evidence is enough for the first cause: then the outcome is whomever the database imputes it to.
  private init(
    _ element: ElementCode, in file: CaseFile, proves: Bool = false, _ causes: [Cause], value: String? = nil, document: Int? = nil,
    _ message: Message
  ) {
    self.element = element
    outcome = proves ? causes.first.flatMap { file.claim?.imputation[$0.rawValue] }.flatMap { Outcome(rawValue: $0.rawValue) } : nil
    self.causes = causes
    self.value = value
    documentID = document
    self.message = message
  }

  /// Compares what was read on the card with what was ordered, what the source says and what the driver says is right.
  init(_ element: CaseFile.ClaimElement, in file: CaseFile) {
    let code = element.element
    let reading = file.claim?.readings.first { $0.element == code }
    switch element.shows {
    case .picture: self.init(picture: code, reading, in: file)
    case .nothing:
      if code == .wrongCard, let serial = file.claim?.receivedSerial {
        self.init(code, in: file, proves: true, [.wrongEnclosure], .anothersCard(serial: serial))
      } else {
        self.init(code, in: file, Self.onlySeen[code] ?? [.noDefectFound], .onlyEyes)
      }
    case .text:
      // What was ordered is not what is printed: before somebody read the card there is nothing to compare.
      guard let read = reading.flatMap({ $0.value ?? element.ordered }) else {
        self.init(code, in: file, [], .notRead(reported: element.reported))
        return
      }
      self.init(element, printed: String(trimmed(read)), in: file)
    }
  }

  /// Elements whose defect no text shows.
  private static let onlySeen: [ElementCode: [Cause]] = [
    .printQuality: [.printDefect, .holderDamage, .transportDamage, .noDefectFound],
    .lamination: [.laminationDefect, .holderDamage, .noDefectFound],
    .cardBody: [.materialDefect, .transportDamage, .holderDamage, .noDefectFound],
    .securityFeature: [.materialDefect, .printDefect, .holderDamage, .noDefectFound],
    .wrongCard: [.wrongEnclosure, .noDefectFound],
  ]

  private init(_ element: CaseFile.ClaimElement, printed: String, in file: CaseFile) {
    let code = element.element
    if code == .expiryDate, let day = Likeness.day(printed),
      let rule = EarlyTraining(file, computed: element.sourceValue.flatMap { Day(iso: $0) } ?? day)
    {
      // What the source says was counted from the day of the training: the rule stands above it.
      if day != rule.expected {
        let message = Message.earlyTraining(formerEnd: rule.formerEnd, expected: rule.expected)
        self.init(code, in: file, proves: true, [.validityComputation], value: rule.expected.description, message)
      } else {
        self.init(element, printed: printed, source: rule.expected.description, in: file)
      }
      return
    }
    if let ordered = element.ordered {
      switch Likeness(printed, ordered, of: code) {
      case .different?:
        let causes: [Cause] = [.personalisationError] + (printed.isEmpty ? [.printDefect] : Self.agents(element))
        self.init(code, in: file, proves: true, causes, .printedOtherwise(printed: printed, ordered: ordered))
        return
      case .accents?:
        // The print lost accents that the order has; whether the card can show them is for eyes that know it.
        self.init(code, in: file, [.personalisationError, .noDefectFound], .accentsDiffer(printed: printed, expected: ordered))
        return
      case nil:
        self.init(code, in: file, [.personalisationError, .noDefectFound], .notComparable(printed: printed, expected: ordered))
        return
      case .same?: break
      }
      if let reported = element.reported, Likeness(printed, reported, of: code) != .same {
        self.init(code, in: file, [.personalisationError, .noDefectFound], .reportedOtherwise(printed: printed, reported: reported))
        return
      }
    }
    guard let source = element.sourceValue, !trimmed(source).isEmpty else {
      let claimed = ClaimedValue(element.claimed, of: code)?.text
      if let claimed, Likeness(printed, claimed, of: code) == .same {
        self.init(code, in: file, [.noDefectFound], .printedAsClaimed(printed))
      } else {
        let causes = [.personalisationError] + Self.causes(element, claimsOther: true)
        self.init(code, in: file, causes, .sourceUnknown(printed: printed, claimed: element.claimed))
      }
      return
    }
    self.init(element, printed: printed, source: source, in: file)
  }

  private init(_ element: CaseFile.ClaimElement, printed: String, source: String, in file: CaseFile) {
    let code = element.element
    // A card for goods and passengers names more than each of its trainings does.
    let covers = code == .code95 ? Code95(printed).flatMap { card in Code95(source).map(card.covers) } : nil
    switch covers.map({ $0 ? .same : .different }) ?? Likeness(printed, source, of: code) {
    case .different?:
      if element.source == .training || element.source == .computation, file.claim?.trainingCorrectedAt != nil {
        self.init(code, in: file, proves: true, [.trainingCentreError], .recordCorrected(printed: printed, record: source))
      } else {
        let causes: [Cause] =
          switch element.source {
          case .computation: [.validityComputation, .personalisationError]
          case .training: [.personalisationError, .validityComputation]
          default: [.personalisationError] + Self.agents(element)
          }
        self.init(code, in: file, proves: true, causes, .orderedOtherwise(printed: printed, source: source))
      }
    case .accents?:
      self.init(code, in: file, [.personalisationError, .noDefectFound], .accentsDiffer(printed: printed, expected: source))
    case nil:
      self.init(code, in: file, [.personalisationError, .noDefectFound], .notComparable(printed: printed, expected: source))
    case .same?: self.init(agreeing: element, printed: printed, in: file)
    }
  }

  /// What was read, ordered and what the source says are one: what is left is what the driver says is right.
  private init(agreeing element: CaseFile.ClaimElement, printed: String, in file: CaseFile) {
    let code = element.element
    let claimed = ClaimedValue(element.claimed, of: code)?.text
    switch claimed.flatMap({ Likeness(printed, $0, of: code) }) {
    case .same?: self.init(code, in: file, [.noDefectFound], .printedAsClaimed(printed))
    case .accents?:
      let causes: [Cause] = [.entry, .licence].contains(element.source) ? [.dataEntryError, .noDefectFound] : [.noDefectFound]
      self.init(code, in: file, causes, .accentsDiffer(printed: printed, expected: claimed ?? ""))
    case .different? where element.source == .entry || element.source == .licence:
      let document = Item(rawValue: (element.source == .licence ? DocumentType.drivingLicence : .identityDocument).rawValue)
      // Whoever asked for a file that cannot be opened has seen nothing.
      let looked = file.currentDocuments.first {
        $0.type == document && file.claim?.lookedAt.contains($0.id) == true && FileFormatCheck().findings($0, limit: nil).isEmpty
      }
      if let looked {
        let message = Message.sourceAgrees(element.source, printed: printed, claimed: element.claimed)
        self.init(code, in: file, proves: true, Self.causes(element, claimsOther: true), document: looked.id, message)
      } else {
        // His entry may not be what the document said that an agent approved it by: then it is no fault of his.
        let given = file.currentDocuments.first { $0.type == document }
        let causes = Self.causes(element, claimsOther: true)
        self.init(code, in: file, causes, document: given?.id, .entryNotCompared(with: document, claimed: element.claimed))
      }
    default:
      let message = Message.sourceAgrees(element.source, printed: printed, claimed: element.claimed)
      self.init(code, in: file, Self.causes(element, claimsOther: claimed != nil), message)
    }
  }

  /// The causes behind what is printed as its source says.
  private static func causes(_ element: CaseFile.ClaimElement, claimsOther: Bool) -> [Cause] {
    switch element.source {
    case .entry, .licence:
      let changes = element.element == .lastName || element.element == .firstNames
      return (claimsOther ? [.dataEntryError] : []) + (changes ? [.civilStatusChange] : []) + [.noDefectFound]
    case .training: return [.trainingCentreError, .noDefectFound]
    case .computation: return [.validityComputation, .trainingCentreError, .noDefectFound]
    case .factory: return [.noDefectFound]
    }
  }

  /// What agents may have got wrong: nothing that the factory alone makes.
  private static func agents(_ element: CaseFile.ClaimElement) -> [Cause] { element.source == .factory ? [] : [.agentProcessingError] }

  /// A photo or a signature: the print against the picture that was approved, where somebody looked at both.
  private init(picture code: ElementCode, _ reading: CaseFile.ElementReading?, in file: CaseFile) {
    let pictures = file.currentDocuments.filter { $0.type.rawValue == code.rawValue }
    guard let picture = pictures.max(by: { $0.id < $1.id }) else {
      self.init(code, in: file, [.photoSignatureProcessing, .unsuitableImageSupplied, .noDefectFound], .approvedPictureMissing)
      return
    }
    guard file.claim?.lookedAt.contains(picture.id) == true else {
      self.init(code, in: file, [], document: picture.id, .approvedPictureNotLookedAt)
      return
    }
    guard let reading else {
      self.init(code, in: file, [], document: picture.id, .notRead(reported: nil))
      return
    }
    let isAsApproved = reading.value == nil
    let faults = FileFormatCheck().findings(picture, limit: nil) + PictureCheck().findings(picture)
    if !faults.isEmpty {
      let causes: [Cause] = [.unsuitableImageSupplied, .photoSignatureProcessing, .noDefectFound]
      self.init(
        code, in: file, proves: isAsApproved, causes, document: picture.id, .approvedPictureFaulty(faults.map(\.message.code)))
    } else if isAsApproved {
      self.init(code, in: file, [.noDefectFound, .unsuitableImageSupplied], document: picture.id, .printedAsApproved)
    } else {
      let causes: [Cause] = [.photoSignatureProcessing, .printDefect, .unsuitableImageSupplied, .noDefectFound]
      self.init(code, in: file, proves: true, causes, document: picture.id, .approvedPictureSound)
    }
  }
}
