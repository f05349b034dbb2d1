/// What the evidence says of one element of a card that was declared defective.
public struct ElementJudgement: Sendable, Hashable {
  /// Which.
  public let element: ElementCode
  /// Whose fault it is; `nil` where the evidence does not say.
  public let outcome: Outcome?
  /// The causes that would fit, the likeliest first.
  public let causes: [Cause]
  /// What the new card must say, where that is known and nothing else says it.
  public let value: String?
  /// The document that was looked at.
  public let documentID: Int?
  /// What was found, with its evidence.
  public let message: Message

  private init(
    _ element: ElementCode, _ outcome: Outcome?, _ causes: [Cause], value: String? = nil, document: Int? = nil, _ message: Message
  ) {
    self.element = element
    self.outcome = outcome
    self.causes = causes
    self.value = value
    documentID = document
    self.message = message
  }

  /// Compares what was printed, what the source says and what the driver says is right.
  init(_ element: CaseFile.ClaimElement, in file: CaseFile) {
    let code = element.element
    if code == .photo || code == .signature {
      self.init(picture: element, in: file)
    } else if code == .wrongCard, let serial = file.claim?.receivedSerial {
      self.init(code, .inGroupe, [.wrongEnclosure], .anothersCard(serial: serial))
    } else if let causes = Self.onlySeen[code] {
      self.init(code, nil, causes, .onlyEyes)
    } else if let printed = element.produced, !trimmed(printed).isEmpty {
      self.init(element, printed: printed, in: file)
    } else {
      self.init(code, nil, [.personalisationError] + Self.causes(element, at: .different), .onlyEyes)
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
    let claimed = String(trimmed(element.claimed))
    if let day = Likeness.day(printed), code == .expiryDate,
      let rule = EarlyTraining(file, computed: element.sourceValue.flatMap { Day(iso: $0) } ?? day)
    {
      // What the source says was counted from the day of the training: the rule stands above it.
      if day != rule.expected {
        let message = Message.earlyTraining(formerEnd: rule.formerEnd, expected: rule.expected)
        self.init(code, .inGroupe, [.validityComputation], value: rule.expected.description, message)
      } else {
        self.init(element, printed: printed, source: rule.expected.description, claimed: claimed, file)
      }
      return
    }
    guard let source = element.sourceValue, !trimmed(source).isEmpty else {
      if !claimed.isEmpty, Self.compare(code, printed, claimed) == .same {
        self.init(code, nil, [.noDefectFound], .printedAsClaimed(printed))
      } else {
        self.init(
          code, nil, [.personalisationError] + Self.causes(element, at: .different), .sourceUnknown(printed: printed, claimed: claimed))
      }
      return
    }
    self.init(element, printed: printed, source: source, claimed: claimed, file)
  }

  private init(_ element: CaseFile.ClaimElement, printed: String, source: String, claimed: String, _ file: CaseFile) {
    let code = element.element
    let likeness = Self.compare(code, printed, source)
    let dissent: Likeness? = claimed.isEmpty ? nil : Self.compare(code, printed, claimed)
    if likeness == .different {
      let isRecorded = element.source == .training || element.source == .computation
      if isRecorded, file.claim?.trainingCorrectedAt != nil {
        let outcome = file.claim?.imputation[Cause.trainingCentreError.rawValue] ?? .inGroupe
        self.init(code, outcome, [.trainingCentreError], .recordCorrected(printed: printed, record: source))
      } else {
        let causes: [Cause] =
          switch element.source {
          case .computation: [.validityComputation, .personalisationError]
          case .training: [.personalisationError, .validityComputation]
          default: [.personalisationError, .agentProcessingError]
          }
        self.init(code, .inGroupe, causes, .printedOtherwise(printed: printed, source: source))
      }
    } else if dissent == .same {
      self.init(code, nil, [.noDefectFound], .printedAsClaimed(printed))
    } else if likeness == .accents, dissent != .different {
      // The print lost accents that the source has; whether the card can show them is for eyes that know it.
      self.init(code, nil, [.personalisationError, .noDefectFound], .accentsDiffer(printed: printed, expected: source))
    } else if dissent == .accents {
      self.init(code, nil, [.dataEntryError, .noDefectFound], .accentsDiffer(printed: printed, expected: claimed))
    } else {
      let isEntry = element.source == .entry || element.source == .licence
      let outcome: Outcome? = isEntry && dissent == .different ? .driver : nil
      self.init(
        code, outcome, Self.causes(element, at: dissent), .sourceAgrees(element.source, printed: printed, claimed: claimed))
    }
  }

  /// The causes behind what is printed as its source says.
  private static func causes(_ element: CaseFile.ClaimElement, at dissent: Likeness?) -> [Cause] {
    switch element.source {
    case .entry, .licence:
      let changes = element.element == .lastName || element.element == .firstNames
      return (dissent == .different ? [.dataEntryError] : []) + (changes ? [.civilStatusChange] : []) + [.noDefectFound]
    case .training: return [.trainingCentreError, .noDefectFound]
    case .computation: return [.validityComputation, .trainingCentreError, .noDefectFound]
    case .factory: return [.noDefectFound]
    }
  }

  private static func compare(_ code: ElementCode, _ left: String, _ right: String) -> Likeness {
    // A card for goods and passengers names more than each of its trainings does.
    if code == .code95, let left = Code95(left), let right = Code95(right) { return left.covers(right) ? .same : .different }
    return Likeness(left, right)
  }

  /// A photo or a signature: the picture that was approved says whether the print could be good.
  private init(picture element: CaseFile.ClaimElement, in file: CaseFile) {
    let code = element.element
    let pictures = file.currentDocuments.filter { $0.type.rawValue == code.rawValue }
    guard let picture = pictures.max(by: { $0.id < $1.id }) else {
      self.init(code, nil, [.photoSignatureProcessing, .unsuitableImageSupplied, .noDefectFound], .approvedPictureMissing)
      return
    }
    let faults = FileFormatCheck().findings(picture, limit: nil) + PictureCheck().findings(picture)
    if faults.isEmpty {
      let causes: [Cause] = [.photoSignatureProcessing, .printDefect, .unsuitableImageSupplied, .noDefectFound]
      self.init(code, .inGroupe, causes, document: picture.id, .approvedPictureSound)
    } else {
      let causes: [Cause] = [.unsuitableImageSupplied, .photoSignatureProcessing, .noDefectFound]
      self.init(code, .driver, causes, document: picture.id, .approvedPictureFaulty(faults.map(\.message.code)))
    }
  }
}
