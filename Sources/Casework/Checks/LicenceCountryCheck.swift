/// A foreign licence: a warning and no reason to return, since approval is allowed.
struct LicenceCountryCheck: Check {
  let id = "licence_country"
  let subjects: Set<Subject> = [.account]

  func evaluate(_ file: CaseFile) -> [Finding] {
    guard let country = Country(file.account.licenceCountry), !country.isFrench else { return [] }
    return [Finding(self, item: .licenceCountry, .foreignLicence(country.code))]
  }
}
