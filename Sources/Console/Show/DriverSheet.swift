import Casework
import Formats
import Terminal

/// A driver's whole file on one screen, for whoever answers his call: a label for each kind of thing, a line for each thing.
struct DriverSheet {
  let file: DriverFile
  let vocabulary: Vocabulary
  let language: Language
  /// Whether lines that are typed below it are about him without his number.
  var isCurrent = false
  /// The case of another driver in hand: what is typed about this one names him.
  var held: CaseNumber?
  /// Whether somebody types below it.
  var isTyped = false
  /// Only how he is reached of who he is, where a screen holds no more.
  var isBrief = false
  /// How much of a note is shown; a long one stands whole in `notes`.
  var noteLength = Int.max
  /// How many things of a kind are shown: the last ones; of a kind that is not named, ``limit``.
  var limits: [Kind: Int] = [:]
  var limit = 20

  /// What a driver has several of, in the order in which a caller's question needs them.
  enum Kind: CaseIterable {
    case awaited, notes, cases, cards, claims, returned, unattached, applications, history, messages, money, trainings
  }

  var now: Moment { file.driver.now }
  func say(_ text: Text) -> SafeText { text[language] }

  var sheet: Sheet {
    let name: SafeText = "\(file.account.lastName, .bold) \(file.account.firstNames, .bold)"
    let field = { (content: Content) in self.field(content) }
    return Sheet(
      title: say(Text(fr: "Conducteur \(file.driver.id)", en: "Driver \(file.driver.id)")) + " · " + name,
      sections: [
        // What he calls about stands first, then who he is.
        Sheet.Section(nil, [.fields([field(awaited) ?? nothingAwaited] + lastTold + account + others.compactMap(field))], isWide: true)
      ])
  }

  /// The things of a kind, a line each.
  struct Content {
    let kind: Kind
    let label: Text
    let lines: [SafeText]
  }

  private var others: [Content] {
    [notes, cases, applications, cards, claims, returned, trainings, unattached, money, messages, history]
  }

  /// How many lines of a kind are shown; what is awaited stands there whole.
  private func limit(of kind: Kind) -> Int { kind == .awaited ? .max : limits[kind] ?? limit }

  /// How many lines are left out.
  private var left: Int {
    others.reduce(isBrief ? 4 : 0) { $0 + max(0, $1.lines.count - limit(of: $1.kind)) }
  }

  private var account: [Sheet.Field] {
    let account = file.account
    func known(_ parts: [String]) -> SafeText { parts.filter { !$0.isEmpty }.map { "\($0)" }.joined(separator: " · ") }
    var state =
      say(Labels.state(file.driver.accountState)).styled(file.driver.accountState == "active" ? .plain : .yellow)
      + (file.driver.shownState == file.driver.accountState ? "" : say(.notToldYet).styled(.yellow)) + " · "
      + say(Text(fr: "données : ", en: "as given ")) + say(TimeText.dateAndTime(file.driver.submittedAt, now: now))
    if file.driver.round > 1 { state += say(Text(fr: " · passage \(file.driver.round)", en: " · round \(file.driver.round)")) }
    if !account.usageName.isEmpty {
      state += say(Text(fr: " · nom d'usage \(account.usageName)", en: " · name in use \(account.usageName)"))
    }
    var contact = known([account.email, account.phone])
    if file.driver.emailBounced { contact += say(Text(fr: " · courriel revenu", en: " · e-mail bounced")).styled(.red) }
    contact += say(
      Text(
        fr: " · prévenu par \(Labels.channel(file.driver.channel).fr), \(Labels.language(file.driver.language).fr)",
        en: " · told by \(Labels.channel(file.driver.channel).en), \(Labels.language(file.driver.language).en)"))
    if isBrief { return [Sheet.Field(say(Text(fr: "Contact", en: "Contact")), contact)] }
    return [
      Sheet.Field(say(Text(fr: "Compte", en: "Account")), state),
      Sheet.Field(say(Text(fr: "Naissance", en: "Born")), known([day(account.birthDate), account.birthPlace])),
      Sheet.Field(
        say(Text(fr: "Permis", en: "Licence")), known([account.licenceNumber, day(account.licenceIssueDate), account.licenceCountry])),
      Sheet.Field(say(Text(fr: "Contact", en: "Contact")), contact),
      Sheet.Field(
        say(Labels.accountField("postal_address")),
        account.postalAddress.isEmpty ? "—" : SafeText(account.postalAddress.replacing("\n", with: " / "))),
    ]
  }

  /// The last things of a kind, and how many there are besides.
  private func field(_ content: Content) -> Sheet.Field? {
    let lines = content.lines
    let limit = limit(of: content.kind)
    guard !lines.isEmpty, limit > 0 else { return nil }
    var shown = Array(lines.suffix(limit))
    if lines.count > limit {
      let earlier = lines.count - limit
      shown[0] = shown[0] + say(Text(fr: " (+ \(earlier) avant)", en: " (+ \(earlier) earlier)")).styled(.dim)
    }
    return Sheet.Field(say(content.label), shown.joined(separator: "\n"))
  }

  private func day(_ text: String) -> String { say(TimeText.date(text)).plain }

  private func date(_ moment: Moment) -> SafeText { say(TimeText.dateAndTime(moment, now: now)) }

  private func number(_ number: CaseNumber?) -> SafeText { number.map { SafeText($0.description, style: .cyan) } ?? "—" }

  private var cases: Content {
    Content(
      kind: .cases, label: Text(fr: "Dossiers", en: "Cases"),
      lines: file.cases.map { item in
        var line: SafeText =
          number(item.number) + " · \(vocabulary.queues.name(item.queue, language)) · " + say(Labels.state(item.state.rawValue))
        if item.round > 1 { line += say(Text(fr: " · passage \(item.round)", en: " · round \(item.round)")) }
        if item.state == .open, let due = item.dueAt {
          line += " · " + say(TimeText.deadline(due, now: now)).styled(due <= now ? .red : .plain)
        }
        if let holder = item.holder { line += say(Text(fr: " · tenu par \(holder)", en: " · held by \(holder)")) }
        return line
      })
  }

  private var applications: Content {
    Content(
      kind: .applications, label: Text(fr: "Demandes", en: "Applications"),
      lines: file.applications.map { item in
        "\(item.id) · " + say(Labels.applicationKind(item.kind)) + " · " + say(Labels.state(item.state, of: .application))
          + (item.submittedAt.map { " · " + date($0) } ?? "")
      })
  }

  private var cards: Content {
    Content(
      kind: .cards, label: Text(fr: "Cartes", en: "Cards"),
      lines: file.cards.map { card in
        var line: SafeText = "\(card.serial ?? "—") · " + say(Labels.state(card.state, of: .card))
        if let reason = card.voidReason { line += " (" + say(Labels.voidReason(reason)) + ")" }
        if let end = card.expiresOn { line += say(Text(fr: " · expire le \(day(end))", en: " · expires \(day(end))")) }
        for dispatch in card.dispatches.suffix(2) {
          line +=
            say(Text(fr: " · envoi \(dispatch.barcode ?? "—")", en: " · dispatch \(dispatch.barcode ?? "—")")) + " " + date(dispatch.at)
          if let state = dispatch.state, state != "sent" { line += " (" + say(Labels.state(state)) + ")" }
        }
        return line
      })
  }

  private var claims: Content {
    Content(
      kind: .claims, label: Text(fr: "Qualité", en: "Quality"),
      lines: file.claims.map { claim in
        var line: SafeText =
          say(Text(fr: "coupon \(claim.coupon)", en: "coupon \(claim.coupon)")) + " · " + number(claim.caseId) + " · "
          + say(Labels.state(claim.state, of: .claim)) + " · " + date(claim.declaredAt)
        if let at = claim.receivedAt { line += say(Text(fr: " · reçue ", en: " · received ")) + date(at) }
        if let outcome = claim.outcome { line += " · " + say(Labels.outcome(outcome)).styled(.bold) }
        return line
      })
  }

  private var returned: Content {
    Content(
      kind: .returned, label: Text(fr: "Plis revenus", en: "Came back"),
      lines: file.returnedDispatches.map { item in
        "\(item.barcode) · " + number(item.caseId) + " · " + say(vocabulary.label(postalReason: item.postalReason.rawValue)) + " · "
          + date(item.registeredAt) + " · " + say(Labels.state(item.state))
      })
  }

  private var trainings: Content {
    Content(
      kind: .trainings, label: Text(fr: "Formations", en: "Trainings"),
      lines: file.trainings.map { item in
        say(Labels.training(item.kind, item.qualification)) + " · \(day(item.issuedOn)) · \(item.centre)"
          + (item.state == "recorded" ? "" : " · " + say(Labels.state(item.state, of: .training)))
          + (item.certificateUntil.map { say(Text(fr: " · certificat jusqu'au \(day($0))", en: " · certificate until \(day($0))")) } ?? "")
      })
  }

  /// "My training does not appear": those of nobody that could be his, what of them is not, and the line to type.
  private var unattached: Content {
    Content(
      kind: .unattached, label: Text(fr: "À lui ?", en: "His, too?"),
      lines: file.unattachedTrainings.map { item in
        // Before a comment a driver is written with what he is.
        let whose = item.differs.isEmpty ? "" : "\(ReferenceKind.driver.term.name(in: language)):"
        let line = "\(Command.attach.name(in: language)) \(item.id)" + (isCurrent ? "" : " \(whose)\(file.driver.id)")
        let differs = Labels.differences(item.differs)
        var text: SafeText =
          say(Labels.training(item.kind, item.qualification))
          + " · \(day(item.issuedOn)) · \(item.centre) · \(item.lastName) \(item.firstNames)"
        text += (item.birthDate.map { " \(day($0))" } ?? "") + " · \(item.licenceNumber) · "
        text += say(Labels.match(item.match.rawValue)).styled(.yellow)
        if !item.differs.isEmpty { text += ", " + say(Text(fr: "autre : \(differs.fr)", en: "other: \(differs.en)")).styled(.yellow) }
        guard file.driver.isActive else { return text }
        return text + " → \(line, .dim)" + (item.differs.isEmpty ? "" : say(Text(fr: " POURQUOI", en: " WHY")).styled(.dim))
      })
  }

  /// What colleagues wrote on him and on his cases.
  var notes: Content {
    Content(
      kind: .notes, label: Text(fr: "Notes", en: "Notes"),
      lines: file.notes.map { note in
        let about: SafeText = note.caseId.map { " · " + number($0) } ?? ""
        let isLong = note.text.count > noteLength
        let text = isLong ? SafeText(String(note.text.prefix(noteLength))) + "… " : SafeText(note.text)
        return date(note.at) + " · \(note.by)" + about + " — " + text + (isLong ? say(.wholeInNotes) : "")
      })
  }

  /// The notes by themselves, each as it was written.
  var noteSheet: Sheet {
    let fields = file.notes.map { note in
      let about: SafeText = note.caseId.map { " · " + number($0) } ?? ""
      return Sheet.Field(date(note.at), "\(note.by)" + about + " — " + SafeText(note.text, newlines: .kept))
    }
    return Sheet(
      title: sheet.title, sections: [Sheet.Section(nil, [.fields(fields.isEmpty ? [Sheet.Field(say(notes.label), "—")] : fields)])])
  }

  private var money: Content {
    let payments = file.payments.map { item in
      (
        at: item.at,
        line: say(Text(fr: "paiement", en: "payment")) + " " + Amount.shown(item.amountCents, language) + " · "
          + say(Labels.state(item.state))
          + say(Text(fr: " · demande \(item.applicationId)", en: " · application \(item.applicationId)")) + " · " + date(item.at)
      )
    }
    let invoices = file.invoices.map { item in
      (
        at: item.at,
        line: say(Labels.invoiceKind(item.kind)) + " \(item.number, .cyan) · " + Amount.shown(item.amountCents, language) + " · "
          + date(item.at)
      )
    }
    return Content(kind: .money, label: Text(fr: "Argent", en: "Money"), lines: (payments + invoices).sorted { $0.at < $1.at }.map(\.line))
  }

  private var messages: Content {
    Content(
      kind: .messages, label: Text(fr: "Messages", en: "Messages"),
      lines: file.notifications.map { item in
        date(item.at) + " · " + say(Labels.template(item.template)) + " · " + say(Labels.channel(item.channel)) + " · "
          + say(state(of: item))
      })
  }

  /// What became of a message; of one that is held back, when it goes.
  func state(of message: DriverFile.Notification) -> Text {
    guard let goesAt = message.goesAt else { return Labels.messageState(message.state) }
    let moment = TimeText.dateAndTime(goesAt, now: now)
    return Text(fr: "part \(moment.fr)", en: "goes \(moment.en)")
  }

  private var history: Content {
    Content(
      kind: .history, label: Text(fr: "Historique", en: "History"),
      lines: History.items(file.history, language: language, vocabulary: vocabulary, now: now, limit: .max).map(\.text))
  }

  /// The page with as much as so many lines hold: what is awaited, whole, and who he is, then of each kind one and more in turn, and at
  /// the foot how much is left out and what can be typed; nil where not even what is awaited fits.
  func page(in layout: Layout, lines: Int) -> SafeText? {
    var sheet = self
    sheet.noteLength = 2 * (layout.columns ?? 80)
    sheet.limits = Dictionary(uniqueKeysWithValues: Kind.allCases.map { ($0, 0) })
    func rendered(_ sheet: DriverSheet) -> SafeText? {
      let page = sheet.sheet.punctuated(for: language).rendered(in: layout) + sheet.foot(width: layout.columns ?? 80)
      return page.lines.count <= lines ? page : nil
    }
    if rendered(sheet) == nil { sheet.isBrief = true }
    guard var page = rendered(sheet) else { return nil }
    var growing = Kind.allCases
    while !growing.isEmpty {
      for kind in growing {
        var larger = sheet
        larger.limits[kind, default: 0] += 1
        if let fitting = rendered(larger), fitting != page {
          (sheet, page) = (larger, fitting)
        } else {
          growing.removeAll { $0 == kind }
        }
      }
    }
    return page
  }

  /// What is left out, with the way to it, and what can be typed.
  private func foot(width: Int) -> SafeText {
    var parts: [Text] = []
    if left > 0 { parts.append(.leftOfDriver(left)) }
    let (hasInvoice, isActive) = (!file.invoices.isEmpty, file.driver.isActive)
    if isCurrent {
      parts.append(.whatDriverOffers(hasInvoice: hasInvoice, isActive: isActive))
    } else if isTyped, let held {
      parts.append(.whatOtherDriverOffers(file.driver.id, held: held, isActive: isActive))
    }
    return parts.flatMap { $0[language].wrapped(to: width) }.map { $0.styled(.dim) + "\n" }.joined(separator: "")
  }
}
