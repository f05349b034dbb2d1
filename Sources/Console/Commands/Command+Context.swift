import Terminal

extension Command {
  static let context: Command = Command(
    "context", "contexte", area: .queues, effect: .reads,
    summary: Text(
      fr: "des filtres qui restent, pour « lister » et « suivant » ; sans nom : ceux qu'il y a",
      en: "filters that stay, for \"list\" and \"next\"; without a name: those there are"),
    details: Text(
      fr:
        "Ils viennent du fichier de réglages, du vôtre ou de celui du site : « context retard = pièces --en-retard ». « file » en sort aussi.",
      en:
        "They come from the settings file, yours or the site's: \"context late = documents --overdue\". \"queue\" leaves it too."),
    examples: ["context", "context late", "context --off", "contexte", "contexte retard", "contexte --fin"],
    takes: .optional(.word(Text(fr: "NOM", en: "NAME"), .context)),
    .flag("off", "fin", Text(fr: "sans filtres de nouveau", en: "without filters again"))
  ) { (session, entry: Shortcuts.Entry?, isOff) throws(Failure) in
    guard session.setup.isInteractive, session.context == nil else { throw .usage(.contextInScript, hint: .contextInScriptHint) }
    if let entry, isOff {
      throw .usage(.tooManyArguments(entry.name, column: 1), hint: .usage(Command.context.usage(in: session.language)))
    }
    if let entry { try session.enter(entry) }
    if isOff { session.leaveContext() }
    session.say(session.workContext.map { .inContext($0.entry) } ?? .outOfContext)
    guard entry == nil, !isOff else { return }
    let known = session.setup.shortcuts.entries(of: .context)
    if known.isEmpty, session.workContext == nil { session.say(.noSuchContextHint([])) }
    for entry in known { session.say(.knownContext(entry)) }
  }
}
