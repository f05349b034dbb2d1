/// What a check found, with its evidence. Texts among the evidence are what the driver typed: never print them unescaped.
public enum Message: Sendable, Hashable {
  // Any field.

  /// A required field is empty.
  case missing
  /// A required field holds a text that stands for nothing (`-`, `néant`).
  case placeholder(String)
  /// Characters that nobody sees, as `U+200B`.
  case invisibleCharacters([String])
  /// Letters of several scripts.
  case mixedScripts([Script])
  /// Letters of a script that the card does not print.
  case foreignScript(Script)
  /// Characters that have no place there, each once.
  case unexpectedCharacters(String)

  // Names.

  /// The last name reads like a first name, and the first names do not.
  case namesSwapped
  /// The last name holds the first name too.
  case firstNameInLastName(String)
  /// The usage name is the same as the last name.
  case usageNameSameAsLastName
  /// The last name holds the usage name too.
  case usageNameInLastName(String)
  /// The last name says itself that it is a usage name (`épouse`, `née`).
  case usageNameMarker(String)

  // Dates.

  /// A text that is no date.
  case notADate(String)
  /// A date written otherwise than `YYYY-MM-DD`.
  case dateNotISO(Day)
  /// A date after the submission.
  case dateInFuture(Day)
  /// An age that no applicant has, in years.
  case implausibleAge(Int)
  /// The licence was issued before the age for it: the age then, in years; negative before birth.
  case licenceBeforeAge(Int)
  /// The NEPH was opened before anyone of that year of birth could have asked for it.
  case nephBeforeAge(nephYear: Int, birthYear: Int)
  /// The NEPH was opened after the licence was issued.
  case nephAfterIssue(nephYear: Int, nephMonth: Int, issued: Day)

  // Licence.

  /// The month of a NEPH is not 01…12.
  case nephMonth(Int)
  /// The number of the title stands in place of the NEPH.
  case titleNumber(String)
  /// Only digits, but not twelve.
  case nephLength(Int)
  /// Neither NEPH nor title number, on a French licence.
  case licenceNumberForm
  /// A foreign licence: its country. Approval is allowed.
  case foreignLicence(String)
  /// A text that is no country of ISO 3166.
  case unknownCountry(String)

  // Contact.

  /// No e-mail address by its form.
  case emailSyntax
  /// The domain is one letter away from a known one.
  case emailDomainTypo(typed: String, known: String)
  /// Mail to this address came back.
  case emailBounced
  /// No phone number by its form.
  case phoneForm
  /// All digits the same, or nearly.
  case phonePlaceholder
  /// A foreign number.
  case phoneForeign
  /// A landline, though the driver is told by SMS.
  case landlineForSMS

  // Address.

  /// The address breaks the norm, one way or another.
  case address(PostalAddress.Problem)

  // Consents.

  /// A consent that was not given: its kind.
  case consentMissing(String)

  // Duplicates.

  /// Another account with the same licence number.
  case sameLicence(driverID: Int, accountState: String)
  /// Another account with the same names and date of birth.
  case sameIdentity(driverID: Int, accountState: String)

  // Documents.

  /// An expected document is not there.
  case documentMissing(CaseFile.Side?)
  /// One side is there, the other is not.
  case sideMissing(CaseFile.Side)
  /// The file has no byte.
  case emptyFile
  /// The file is larger than allowed: bytes, and the limit.
  case fileTooLarge(Int, limit: Int)
  /// The file is too small to show anything, in bytes.
  case fileTooSmall(Int)
  /// Bytes of another type than declared; `nil` where the type is not known.
  case typeMismatch(declared: String, actual: FileType?)
  /// A type that cannot be opened here.
  case typeNotAccepted(String)
  /// A PDF where a picture is needed.
  case pictureNeeded
  /// Too few pixels to be read.
  case pictureTooSmall(width: Int, height: Int)
  /// A photo that is not 35 wide for 45 high.
  case photoRatio(width: Int, height: Int)
  /// A signature file that has too few bytes to hold a stroke.
  case emptySignature(Int)
  /// The same file stands for another document of this application.
  case sameFileTwice(Item, CaseFile.Side?)
  /// The driver sent the same file with an earlier application.
  case sameFileEarlier(applicationID: Int?, at: Moment?)
  /// Another driver sent the same file.
  case sameFileOtherDriver(driverID: Int)

  // Rounds.

  /// Flagged in the previous round, and not changed since.
  case unchanged(Reason)
}
