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
  /// A date of birth without day, or without day and month, as some papers have it.
  case datePartial(PartialDate)
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

  // Contact.

  /// No e-mail address by its form.
  case emailSyntax
  /// The domain is one letter away from a known one.
  case emailDomainTypo(typed: String, known: String)
  /// A domain with letters beyond ASCII: not every service can write to it.
  case emailInternational(String)
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

  /// Another case was closed for forgery: whose, and what the two have in common.
  case earlierForgery(driverID: Int, case: CaseNumber, [CaseFile.Forgery.Match])

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

  // Elements of a card declared defective.

  /// Nobody has read yet what stands on the card; what the factory says it printed, where that is not what was ordered.
  case notRead(reported: String?)
  /// What was read is not what was ordered.
  case printedOtherwise(printed: String, ordered: String)
  /// What was read is what was ordered, which is not what its source says.
  case orderedOtherwise(printed: String, source: String)
  /// What was read is what was ordered, though the factory reported that it printed something else.
  case reportedOtherwise(printed: String, reported: String)
  /// What was read cannot be compared with what was expected.
  case notComparable(printed: String, expected: String)
  /// The record of the training was corrected after the card was printed.
  case recordCorrected(printed: String, record: String)
  /// An early continuing training starts when the former card ends: what the card's last day should be.
  case earlyTraining(formerEnd: Day, expected: Day)
  /// Card and source agree; the driver says otherwise. `claimed` is empty where he only says that it is wrong.
  case sourceAgrees(CaseFile.ElementSource, printed: String, claimed: String)
  /// Card and entry agree, the driver says otherwise, and nobody compared his entry with the document that was approved.
  case entryNotCompared(with: Item, claimed: String)
  /// The card says what the driver says it should.
  case printedAsClaimed(String)
  /// What is printed differs from what is expected by accents alone.
  case accentsDiffer(printed: String, expected: String)
  /// What is printed is known, what its source says is not.
  case sourceUnknown(printed: String, claimed: String)
  /// Nothing that is written down says what stands on the card.
  case onlyEyes
  /// Nobody is known to have looked at the approved picture for what it is worth.
  case approvedPictureNotLookedAt
  /// The print was read to be that of the approved picture, which is sound.
  case printedAsApproved
  /// The print is not that of the approved picture, which somebody looked at and on which checks find no fault.
  case approvedPictureSound
  /// The approved picture has faults: the codes of what checks find on it.
  case approvedPictureFaulty([String])
  /// The picture behind the card is not there.
  case approvedPictureMissing
  /// Somebody else's card came in place of the declared one: its serial.
  case anothersCard(serial: String)
  /// The account says something else than when the card was ordered.
  case entryChanged(before: String, after: String)

  // Quality claims.

  /// The card has expired since that day.
  case cardExpired(Day)
  /// Other claims on the same card.
  case earlierClaims(Int)

  // Returned dispatches.

  /// The driver has not answered.
  case notAnswered
  /// The fee for another dispatch is not paid: the payment's state.
  case feeUnpaid(state: String)
  /// The card would go to an address that it came back from, so many times.
  case sameAddress(times: Int, PostalReason)
  /// The address on the envelope is not the one that the driver had given: the fault is ours.
  case misprintedAddress
  /// A card that is never sent again: its state.
  case cardNotToShip(state: String)
  /// The same card came back before, so many times, the last time for that reason.
  case returnedBefore(times: Int, PostalReason)
}
