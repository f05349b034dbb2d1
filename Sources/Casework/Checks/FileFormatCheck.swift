/// A file whose bytes are not what was declared, cannot be opened here, or are too few or too many.
struct FileFormatCheck: Check {
  let id = "file_format"
  let subjects: Set<Subject> = [.application]

  func evaluate(_ file: CaseFile) -> [Finding] { file.currentDocuments.flatMap { findings($0, limit: file.documentLimit) } }

  /// - Parameter limit: the setting of today; a file was accepted under that of its day.
  func findings(_ document: CaseFile.Document, limit: Int?) -> [Finding] {
    func found(_ reason: Reason, _ message: Message) -> Finding {
      Finding(self, item: document.type, document: document, suggest: reason, message)
    }
    if document.size == 0 || document.size == nil && document.magic == "" { return [found(.unreadableFile, .emptyFile)] }
    var findings: [Finding] = []
    if let size = document.size, let limit, size > limit { findings.append(found(.unreadableFile, .fileTooLarge(size, limit: limit))) }
    let actual = document.magic.map { FileType(magic: $0) }
    guard let declared = FileType(accepted: document.mediaType) else {
      return findings + [found(.unreadableFile, .typeNotAccepted(document.mediaType))]
    }
    if let actual, actual != declared {
      return findings + [found(.unreadableFile, .typeMismatch(declared: document.mediaType, actual: actual))]
    }
    if declared == .pdf, document.documentType?.isPrinted == true { return findings + [found(.wrongDocument, .pictureNeeded)] }
    if let size = document.size, size > 0 {
      if document.documentType == .signature, size < Self.smallestSignature {
        findings.append(found(.absent, .emptySignature(size)))
      } else if size < smallest(declared, document) {
        findings.append(found(.unreadableFile, .fileTooSmall(size)))
      }
    }
    return findings
  }

  /// Fewer bytes hold no stroke: a white picture of any size compresses to less.
  private static let smallestSignature = 400

  /// The bytes below which a file shows nothing: cut off, or blank.
  private func smallest(_ type: FileType, _ document: CaseFile.Document) -> Int {
    switch type {
    // The sharpest compression that leaves a face or a card readable still takes one byte for 60 pixels.
    case .jpeg: max(1000, (document.width ?? 0) * (document.height ?? 0) / 60)
    case .png: 400
    default: 500
    }
  }
}
