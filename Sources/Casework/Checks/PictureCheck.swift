/// Too few pixels to be read, and a photo that is not 35×45.
struct PictureCheck: Check {
  let id = "picture"
  let subjects: Set<Subject> = [.application]

  func evaluate(_ file: CaseFile) -> [Finding] { file.currentDocuments.flatMap { findings($0) } }

  func findings(_ document: CaseFile.Document) -> [Finding] {
    guard let type = document.documentType, let width = document.width, let height = document.height, width > 0, height > 0 else {
      return []
    }
    var findings: [Finding] = []
    let least = type.smallestPicture
    if min(width, height) < least.short || max(width, height) < least.long {
      let reason: Reason = type == .photo ? .badFraming : .illegible
      findings.append(
        Finding(self, item: document.type, document: document, suggest: reason, .pictureTooSmall(width: width, height: height)))
    }
    // 3 % lets through what rounding to pixels does, and not 3:4.
    if type == .photo, abs(Double(width * 45) / Double(height * 35) - 1) > 0.03 {
      findings.append(
        Finding(self, item: document.type, document: document, suggest: .badFraming, .photoRatio(width: width, height: height)))
    }
    return findings
  }
}
