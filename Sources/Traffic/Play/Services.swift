/// The database logins of a play. All of them must exist; see `queries/local/create_logins.sql` for those of the demo.
public struct Logins: Sendable, Hashable {
  /// Agents, the supervisor apart.
  public var agents = ["claire", "malik", "ines", "hugo"]
  /// The supervisor.
  public var supervisor = "sofia"
  /// The portal, the mailer, the payment service.
  public var portal = "portail"
  /// The mailer.
  public var mailer = "courrier"
  /// The payment service.
  public var payment = "paiement"
  /// Approved training centres, at least one.
  public var centres = ["aftral", "promotrans"]
  /// The card factory.
  public var factory = "fabrique"
  /// The mailroom.
  public var mailroom = "vaguemestre"

  /// The logins of the demo.
  public init() {}
}

/// The sessions of all services.
final class Services {
  let portal, mailer, payment, factory, mailroom: Service
  let centres: [Service]

  init(_ conninfo: String, _ logins: Logins, settings: [String: String]) throws(TrafficError) {
    func open(_ login: String) throws(TrafficError) -> Service { try Service(conninfo, login: login, settings: settings) }
    portal = try open(logins.portal)
    mailer = try open(logins.mailer)
    payment = try open(logins.payment)
    factory = try open(logins.factory)
    mailroom = try open(logins.mailroom)
    var centres: [Service] = []
    for login in logins.centres { centres.append(try open(login)) }
    self.centres = centres
  }

  var all: [Service] { [portal, mailer, payment, factory, mailroom] + centres }
}
