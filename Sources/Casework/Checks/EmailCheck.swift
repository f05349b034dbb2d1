/// An e-mail address that is none, or whose domain is a slip away from a known one; one that bounced.
struct EmailCheck: Check {
  let id = "email"
  let subjects: Set<Subject> = [.account]

  func evaluate(_ file: CaseFile) -> [Finding] {
    let typed = trimmed(file.account.email)
    if typed.isEmpty || MissingFieldCheck.standsForNothing(typed) { return [] }
    guard let domain = Self.domain(of: typed) else { return [Finding(self, item: .email, suggest: .invalidFormat, .emailSyntax)] }
    var findings: [Finding] = []
    if let slip = MailDomains.slip(in: domain) {
      findings.append(
        Finding(
          self, slip.isCertain ? .warning : .notice, item: .email, suggest: slip.isCertain ? .spelling : nil,
          .emailDomainTypo(typed: domain, known: slip.meant)))
    } else if !domain.utf8.allSatisfy({ $0 < 0x80 }) {
      findings.append(Finding(self, .notice, item: .email, .emailInternational(domain)))
    }
    if file.driver.hasBouncedEmail { findings.append(Finding(self, item: .email, suggest: .spelling, .emailBounced)) }
    return findings
  }

  /// The domain in small letters, where the address has the form of one: an unquoted local part in ASCII, as every provider hands them out,
  /// and a domain that may hold letters of any one script (RFC 5890).
  static func domain(of address: Substring) -> String? {
    guard address.utf8.count <= 254, let at = address.firstIndex(of: "@"), address.lastIndex(of: "@") == at else { return nil }
    guard (1...64).contains(address[..<at].utf8.count), parts(of: address[..<at], allowing: isLocal) != nil else { return nil }
    let domain = address[address.index(after: at)...].lowercased()
    guard let labels = parts(of: domain[...], allowing: isInDomain), labels.count > 1, let top = labels.last, top.count > 1,
      Script.mixed(in: domain).isEmpty, top.allSatisfy(\.isLetter) || top.hasPrefix("xn--"),
      labels.allSatisfy({ $0.utf8.count <= 63 && !$0.hasPrefix("-") && !$0.hasSuffix("-") })
    else { return nil }
    return domain
  }

  /// The parts between dots; `nil` where one is empty or holds what is not allowed.
  private static func parts(of text: Substring, allowing isAllowed: (Unicode.Scalar) -> Bool) -> [Substring]? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    return parts.allSatisfy({ !$0.isEmpty && $0.unicodeScalars.allSatisfy(isAllowed) }) ? parts : nil
  }

  private static func isLocal(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII
      && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || "!#$%&'*+/=?^_`{|}~-".unicodeScalars.contains(scalar))
  }

  private static func isInDomain(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || scalar == "-" }
    switch scalar.properties.generalCategory {
    case .lowercaseLetter, .otherLetter, .nonspacingMark, .spacingMark, .decimalNumber: return true
    default: return false
    }
  }
}

extension Checks {
  /// The e-mail address that was meant, where nobody has mail at the domain that was typed; `nil` where nothing says so.
  public static func meantAddress(_ address: String) -> String? {
    let typed = trimmed(address)
    guard let domain = EmailCheck.domain(of: typed), let slip = MailDomains.slip(in: domain), slip.isCertain else { return nil }
    return typed.prefix { $0 != "@" } + "@" + slip.meant
  }
}
