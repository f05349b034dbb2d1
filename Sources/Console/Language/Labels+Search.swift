import Desk
import Terminal

// How what was searched for fits.
extension Labels {
  static func nearness(_ nearness: SearchHit.Nearness) -> Text {
    switch nearness {
    case .exact, .unknown: .empty
    case .beginning: Text(fr: "début", en: "beginning")
    case .slip: Text(fr: "une faute près", en: "one error")
    case .part: Text(fr: "partie", en: "part")
    }
  }
}
