import Casework
import Desk
import Formats
import Terminal

// What supervisors decide for the whole desk.
extension Command {
  static let reissue = Command(
    "reissue", "refaire", area: .supervision, effect: .writes, action: "reissue",
    summary: Text(fr: "faire refaire une carte sans frais", en: "have a card made again, free"),
    details: Text(
      fr: "Pour une erreur découverte tard, ou une carte ni distribuée ni revenue. Par le numéro de la carte. Le conducteur est prévenu.",
      en: "For an error discovered late, or a card neither delivered nor returned. By the card's number. The driver is told."),
    examples: ["reissue AB123456 'neither delivered nor returned'", "refaire AB123456 'ni distribuée ni revenue'"],
    takes: .word(Text(fr: "CARTE", en: "CARD"), .plain), .text(Text(fr: "POURQUOI", en: "WHY"))
  ) { (session, card: String, reason: String) throws(Failure) in
    let key = session.key(nil)
    let decision = try session.atDesk { desk throws(DeskError) in try desk.reissue(card, reason: reason, key: key) }
    session.show(decision, as: .reissued(card), recording: reason)
  }

  static let grant: Command = Command(
    "grant", "habiliter", area: .supervision, effect: .writes, action: "grant",
    summary: Text(
      fr: "ouvrir une file à un agent, ou la lui fermer ; sans rien : qui travaille où",
      en: "open a queue to an agent, or close it; without anything: who works where"),
    details: Text(
      fr: "Une file dont rien n'est dit est ouverte ou non selon le réglage files-ouvertes.",
      en: "A queue that nothing is said of is open or not as the setting queues_open_to_all says."),
    examples: [
      "grant", "grant quality claire", "grant quality claire --off", "habiliter qualité claire", "habiliter qualité claire --fin",
    ],
    takes: .optional(.queue), .optional(.agent),
    .flag("off", "fin", Text(fr: "fermer la file à l'agent", en: "close the queue to the agent"))
  ) { (session, queue: Term?, agent: String?, isOff) throws(Failure) in
    guard let queue else {
      guard !isOff else { throw .usage(.missingArgument(Text(fr: "FILE", en: "QUEUE"))) }
      let grants = try session.atDesk { desk throws(DeskError) in try desk.grants() }
      session.show(Table(grants, Lists.grants, on: session.page))
      return
    }
    guard let agent else {
      throw .usage(.missingArgument(Text(fr: "AGENT", en: "AGENT")), hint: .usage(Command.grant.usage(in: session.language)))
    }
    try session.atDesk { desk throws(DeskError) in try desk.grant(queue.code, to: agent, !isOff) }
    session.say(.granted(queue.label, agent, !isOff))
  }

  static let setting = Command(
    "setting", "réglage", area: .supervision, effect: .writes, action: "set_setting",
    summary: Text(
      fr: "les réglages, un réglage en détail, ou lui donner une valeur à partir de maintenant",
      en: "the settings, one setting in detail, or give it a value from now on"),
    details: Text(
      fr:
        "Une valeur est datée : ce qui fut jugé sous l'ancienne le reste. Durées : 15j, 2h, 30min. Oui ou non : oui, non. Tab montre les noms et les choix.",
      en:
        "A value is dated: what was judged under the former one stays so. Spans: 15d, 2h, 30min. Yes or no: yes, no. Tab shows names and choices."
    ),
    examples: ["setting", "setting quality_delay", "setting reminder_after 10d", "réglage délai-qualité", "réglage délai-relance 10j"],
    takes: .optional(.word(Text(fr: "NOM", en: "NAME"), .setting)), .settingValue(Text(fr: "VALEUR", en: "VALUE"))
  ) { (session, typed: String?, value) throws(Failure) in
    let settings = try session.currentSettings()
    let items = try session.words().items
    guard let typed else {
      session.show(
        SettingsSheet(settings: settings, items: items, language: session.language, now: session.now).sheet,
        orElse: Table(settings, Lists.settings, on: session.page))
      return
    }
    let name = try Lexicon(settings.map(\.term)).pick(typed, .unknownSetting(typed), in: session.language).code
    guard let setting = settings.first(where: { $0.name == name }) else { throw .refused(.unknownSetting(typed)) }
    guard let value else {
      session.show(
        SettingSheet(setting: setting, items: items, language: session.language, now: session.now).sheet,
        orElse: Table([setting], Lists.settings, on: session.page))
      return
    }
    let meant = try SettingValue.meant(by: value, for: setting, items, in: session.language)
    let change = try session.atDesk { desk throws(DeskError) in try desk.setSetting(name, to: meant) }
    if session.format.isForPrograms { session.show(Tables.change(change)) } else { session.say(.set(change, of: setting, items)) }
  }
}
