import Casework
import Desk
import Terminal

/// The values of a refusal, as they are shown.
struct Told {
  let values: [String: Refusal.Value]
  let vocabulary: Vocabulary?
  let queues: Queues
  let now: Int64

  subscript(name: String) -> String {
    switch values[name] {
    case .text(let text)? where !text.isEmpty: text
    case .number(let number)?: String(number)
    case .list(let names)?: names.joined(separator: ", ")
    case .flag(let flag)?: String(flag)
    default: "?"
    }
  }

  func number(of name: String) -> Int64? {
    if case .number(let number)? = values[name] { number } else { nil }
  }

  var number: String { number(of: "case").map { CaseNumber(id: Int($0)).description } ?? self["case"] }
  var agent: String { values["agent"] == nil ? self["holder"] : self["agent"] }

  func moment(_ key: String) -> Text {
    number(of: key).map { TimeText.relative($0, now: now) } ?? Text(same: "?")
  }

  var item: Text { vocabulary?.label(item: self["item"]) ?? Text(same: "\(self["item"])") }
  /// An item, or an element of a card.
  var thing: Text { vocabulary?.items.term(self["item"])?.label ?? vocabulary?.label(element: self["item"]) ?? item }
  /// A queue, by the name that is typed.
  var queue: Text { Text(fr: "\(queues.name(self["queue"], .fr))", en: "\(queues.name(self["queue"], .en))") }
  var reason: Text { vocabulary?.label(reason: self["reason"]) ?? Text(same: "\(self["reason"])") }
}
