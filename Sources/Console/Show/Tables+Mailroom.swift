import Casework
import Desk
import Formats
import Terminal

extension Tables {
  static func reception(_ reception: Reception) -> Table {
    row([
      "outcome": .text(reception.outcome.rawValue), "claim": .number(reception.claim), "case": .number(reception.caseID),
      "card": .number(reception.card), "serial": .text(reception.serial), "coupon": .text(reception.coupon),
      "driver": .number(reception.driver), "again": .boolean(reception.isRepeated),
      "other_coupon": .text(reception.otherCoupon), "other_case": .number(reception.otherCase), "was": .text(reception.was?.rawValue),
      "found_card": .text(reception.foundCard), "remains": .text(reception.remains),
    ])
  }

  static func registration(_ registration: ReturnRegistration) -> Table {
    row([
      "outcome": .text(registration.outcome.rawValue), "returned_dispatch": .number(registration.returnedDispatch),
      "case": .number(registration.caseID), "card": .number(registration.card), "serial": .text(registration.serial),
      "barcode": .text(registration.barcode), "driver": .number(registration.driver), "earlier": .number(registration.earlier ?? 0),
      "reason": .text(registration.reason),
    ])
  }

  static func destroyed(_ card: CardNumber) -> Table { row(["card": .number(card.card), "serial": .text(card.serial)]) }

  static func toDestroy(_ cards: [CardToDestroy], language: Language, now: Int64) -> Table {
    var table = Table(columns: [
      Column("serial", Text(fr: "Carte", en: "Card")[language], priority: 0, minimumWidth: 40),
      Column("card", Text(fr: "N°", en: "No.")[language], alignment: .right, priority: 4, minimumWidth: 40),
      Column("received_at", Text(fr: "Reçue", en: "Received")[language], minimumWidth: 40),
      Column("void_reason", Text(fr: "Hors d'usage", en: "Void")[language], priority: 1, minimumWidth: 40),
      Column("driver", Text(fr: "Conducteur", en: "Driver")[language], alignment: .right, priority: 2, minimumWidth: 40),
    ])
    for card in cards {
      table.append([
        .text(card.serial, style: .cyan), .number(card.card), moment(card.receivedAt, now: now, language: language),
        .text(card.voidReason, shown: card.voidReason.map { Labels.voidReason($0)[language] }), .number(card.driver),
      ])
    }
    return table
  }

  static func grants(_ grants: [QueueGrant], _ queues: Queues, language: Language, now: Int64) -> Table {
    var table = Table(columns: [
      Column("agent", Text(fr: "Agent", en: "Agent")[language], priority: 0, minimumWidth: 40),
      Column("queue", Text(fr: "File", en: "Queue")[language], priority: 0, minimumWidth: 40),
      Column("granted", Text(fr: "Ouverte", en: "Open")[language], priority: 0, minimumWidth: 40),
      Column("set_by", Text(fr: "Par", en: "By")[language], minimumWidth: 40),
      Column("at", Text(fr: "Depuis", en: "Since")[language], priority: 2, minimumWidth: 40),
    ])
    for grant in grants {
      table.append([
        .text(grant.agent, style: .bold), .text(grant.queue, shown: SafeText(queues.name(grant.queue, language))),
        .boolean(grant.isGranted, style: grant.isGranted ? .plain : .yellow),
        .text(grant.setBy, shown: grant.setBy.map { "\($0)" } ?? Text(fr: "réglage", en: "setting")[language]),
        moment(grant.at, now: now, language: language),
      ])
    }
    return table
  }

  static func settings(_ settings: [Setting], language: Language, now: Int64) -> Table {
    var table = Table(columns: [
      Column("name", Text(fr: "Réglage", en: "Setting")[language], priority: 0, minimumWidth: 40),
      Column("value", Text(fr: "Valeur", en: "Value")[language], priority: 0, minimumWidth: 12),
      Column("meaning", Text(fr: "Ce qu'il fait", en: "What it does")[language], priority: 1, overflow: .wrap, minimumWidth: 20),
      Column("default", Text(fr: "Par défaut", en: "Default")[language], priority: 3, minimumWidth: 12),
      Column("since", Text(fr: "Depuis", en: "Since")[language], priority: 4, minimumWidth: 40),
      Column("set_by", Text(fr: "Par", en: "By")[language], priority: 4, minimumWidth: 40),
      Column("kind", Text(fr: "Genre", en: "Kind")[language], priority: 6, minimumWidth: 40),
      Column("minimum", Text(fr: "Minimum", en: "Minimum")[language], priority: 6, minimumWidth: 40),
      Column("maximum", Text(fr: "Maximum", en: "Maximum")[language], priority: 6, minimumWidth: 40),
      Column("choices", Text(fr: "Choix", en: "Choices")[language], priority: 6, minimumWidth: 40),
    ])
    for setting in settings {
      let isSet = setting.since != nil
      table.append([
        .text(setting.name, style: .cyan),
        .text(setting.value, shown: SettingValue.shown(setting.value, kind: setting.kind)[language], style: isSet ? .bold : .plain),
        .text(language == .fr ? setting.meaningFr : setting.meaningEn),
        .text(setting.defaultValue, shown: setting.defaultValue.map { SettingValue.shown($0, kind: setting.kind)[language] }),
        isSet ? moment(setting.since, now: now, language: language) : .null, .text(setting.setBy), .text(setting.kind),
        .text(setting.minimum),
        .text(setting.maximum), .text(setting.choices.joined(separator: " ")),
      ])
    }
    return table
  }

  static func change(_ change: SettingChange) -> Table {
    row(["name": .text(change.name), "former": .text(change.former), "value": .text(change.value)])
  }

  static func attachment(_ attachment: Attachment) -> Table {
    row([
      "training": .number(attachment.training), "driver": .number(attachment.driver), "exact": .boolean(attachment.isExact),
      "certificate_until": .text(attachment.certificateUntil),
    ])
  }

  static func contact(_ driver: Int64, _ field: String, _ change: ContactChange) -> Table {
    row(["driver": .number(driver), "field": .text(field), "former": .text(change.former), "resent": .number(change.resent)])
  }
}
