import Casework
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

  /// What of a training is not an account's.
  static func difference(_ difference: DriverFile.UnattachedTraining.Difference) -> Text {
    switch difference {
    case .licence: Text(fr: "permis", en: "licence")
    case .names: Text(fr: "nom ou prénoms", en: "names")
    case .birthDate: Text(fr: "naissance", en: "birth date")
    case .unknown: Text(same: "?")
    }
  }

  static func differences(_ differences: [DriverFile.UnattachedTraining.Difference]) -> Text {
    let labels = differences.map(difference)
    return Text(fr: labels.map(\.fr).joined(separator: ", "), english: labels.map(\.en).joined(separator: ", "))
  }
}
