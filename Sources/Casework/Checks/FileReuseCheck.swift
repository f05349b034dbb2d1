/// The same file for two documents, in an earlier application, or from another driver.
struct FileReuseCheck: Check {
  let id = "file_reuse"
  let subjects: Set<Subject> = [.application]

  /// A photo is less than six months old.
  private static let photoDays = 183

  func evaluate(_ file: CaseFile) -> [Finding] {
    let documents = file.currentDocuments
    return documents.enumerated().flatMap { index, document in
      twice(document, before: documents[..<index]) + elsewhere(document, file)
    }
  }

  private func twice(_ document: CaseFile.Document, before: ArraySlice<CaseFile.Document>) -> [Finding] {
    guard !document.sha256.isEmpty, let other = before.first(where: { $0.sha256 == document.sha256 }) else { return [] }
    let reason: Reason = other.type == document.type ? .missingSide : .wrongDocument
    let fits = reason == .wrongDocument || document.documentType?.isPrinted == false
    return [Finding(self, item: document.type, document: document, suggest: fits ? reason : nil, .sameFileTwice(other.type, other.side))]
  }

  private func elsewhere(_ document: CaseFile.Document, _ file: CaseFile) -> [Finding] {
    var findings: [Finding] = []
    if let other = document.sameFileElsewhere.first(where: { !$0.isOwn }) {
      findings.append(Finding(self, item: document.type, document: document, .sameFileOtherDriver(driverID: other.driverID)))
    }
    // What the same application held in an earlier round is the business of the check of resubmissions.
    let earlier = document.sameFileElsewhere.filter { $0.isOwn && $0.applicationID != file.application?.id }
    if let first = earlier.min(by: { ($0.at ?? .distantFuture) < ($1.at ?? .distantFuture) }) {
      let message = Message.sameFileEarlier(applicationID: first.applicationID, at: first.at)
      let days = first.at.flatMap { at in file.submittedOn.map { $0.number - at.day.number } } ?? 0
      let isOld = document.documentType == .photo && days > Self.photoDays
      findings.append(
        Finding(self, isOld ? .warning : .notice, item: document.type, document: document, suggest: isOld ? .tooOld : nil, message))
    }
    return findings
  }
}
