import Casework
import Terminal

// What Tab offers of the driver whose file was opened last.
extension Completer {
  /// Trainings that hang on nobody and could be his.
  func trainings(_ word: String) -> [Completion] {
    (session.lastDriver?.file?.unattachedTrainings ?? []).filter { "\($0.id)".hasPrefix(word) }.map { training in
      let day = TimeText.date(training.issuedOn)[language]
      return Completion(
        "\(training.id)", "\(training.lastName) \(training.firstNames) · " + day + " · " + Labels.match(training.match.rawValue)[language])
    }
  }

  /// His invoices, the last one first.
  func invoices(_ word: String) -> [Completion] {
    (session.lastDriver?.file?.invoices ?? []).reversed().filter { $0.number.lowercased().hasPrefix(word.lowercased()) }.map { invoice in
      Completion(invoice.number, Labels.invoiceKind(invoice.kind)[language] + " · " + Amount.shown(invoice.amountCents, language))
    }
  }
}
