/// A foreign licence: a warning and no reason to return, since approval is allowed (DOMAIN: Account fields).
struct LicenceCountryCheck: Check {
  let id = "licence_country"
  let queues: Set<Queue> = [.accounts]

  func evaluate(_ file: CaseFile) -> [Finding] {
    let typed = trimmed(file.account.licenceCountry)
    if typed.isEmpty || MissingFieldCheck.standsForNothing(typed) { return [] }
    guard let country = Country(typed) else {
      return [Finding(self, item: .licenceCountry, suggest: .invalidFormat, .unknownCountry(String(typed)))]
    }
    return country.isFrench ? [] : [Finding(self, item: .licenceCountry, .foreignLicence(country.code))]
  }
}
