import Casework
import Desk
import Formats
import Terminal

extension Tables {
  static func reception(_ reception: Reception) -> Table {
    row([
      "outcome": .text(reception.outcome.rawValue), "claim": .number(reception.claim), "case": .number(reception.caseID?.id),
      "card": .number(reception.card), "serial": .text(reception.serial), "coupon": .text(reception.coupon),
      "driver": .number(reception.driver), "again": .boolean(reception.isRepeated),
      "other_coupon": .text(reception.otherCoupon), "other_case": .number(reception.otherCase?.id), "was": .text(reception.was?.rawValue),
      "found_card": .text(reception.foundCard), "remains": .text(reception.remains),
    ])
  }

  static func registration(_ registration: ReturnRegistration) -> Table {
    row([
      "outcome": .text(registration.outcome.rawValue), "returned_dispatch": .number(registration.returnedDispatch),
      "case": .number(registration.caseID?.id), "card": .number(registration.card), "serial": .text(registration.serial),
      "barcode": .text(registration.barcode), "driver": .number(registration.driver), "earlier": .number(registration.earlier ?? 0),
      "reason": .text(registration.reason),
    ])
  }

  static func destroyed(_ card: CardNumber) -> Table { row(["card": .number(card.card), "serial": .text(card.serial)]) }

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
