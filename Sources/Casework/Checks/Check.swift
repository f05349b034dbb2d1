/// One check that helps an agent judge: pure, written once, advice only.
public protocol Check: Sendable {
  /// Its name, stable: findings carry it, caches and recorded grounds refer to it.
  var id: String { get }
  /// Grows when the same case may give other findings.
  var version: Int { get }
  /// What the cases are about that it looks at.
  var subjects: Set<Subject> { get }
  /// What it finds; empty where nothing is to be said.
  func evaluate(_ file: CaseFile) -> [Finding]
}

extension Check {
  /// The first version.
  public var version: Int { 1 }
}

/// All checks together.
public enum Checks {
  /// Every check, in the order in which findings are shown.
  public static let all: [any Check] = [
    ForgeryCheck(), ResubmissionCheck(), DuplicateCheck(), MissingFieldCheck(), NamesSwappedCheck(), CharacterCheck(), UsageNameCheck(),
    DateCheck(),
    LicenceNumberCheck(), LicenceCountryCheck(), EmailCheck(), PhoneCheck(), AddressCheck(), ConsentCheck(), ExpectedDocumentCheck(),
    FileFormatCheck(), PictureCheck(), FileReuseCheck(), ElementCheck(), ClaimCheck(), ReturnedDispatchCheck(),
  ]

  /// What all checks of what the case is about find, in the order of ``all``.
  public static func evaluate(_ file: CaseFile) -> [Finding] {
    all.filter { $0.subjects.contains(file.case.subject) }.flatMap { $0.evaluate(file) }
  }

  /// Whether the checks raise nothing: no finding but notices.
  public static func isClean(_ file: CaseFile) -> Bool { evaluate(file).isClean }
}
