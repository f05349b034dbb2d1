/// Domains at which people have their mail, and slips in them.
enum MailDomains {
  /// What a domain was probably meant to be.
  struct Slip: Hashable {
    /// The domain that was meant.
    let meant: String
    /// Whether nobody has mail at the typed one; otherwise it may well be somebody's own.
    let isCertain: Bool
  }

  /// The slip in a domain in small letters; `nil` where there is none to be seen.
  static func slip(in domain: String) -> Slip? {
    if known.contains(domain) { return nil }
    if let meant = confusions[domain] { return Slip(meant: meant, isCertain: true) }
    // ｇmaïl.com: no provider has an accent in its name.
    let plain = domain.split(separator: ".").map { folded($0).replacing(" ", with: "-").lowercased() }.joined(separator: ".")
    if plain != domain, known.contains(plain) { return Slip(meant: plain, isCertain: true) }
    let (name, top) = parted(domain)
    for candidate in frequent where editDistance(domain, candidate, limit: 1) != nil {
      let (meantName, meantTop) = parted(candidate)
      if name == meantName {
        // hotmail.ca is a domain as good as another, hotmail.con is none.
        return Slip(meant: candidate, isCertain: !isTop(top) || (meantTop == "com" && ["co", "cm", "om"].contains(top)))
      }
      if isLikely(name, for: meantName) { return Slip(meant: candidate, isCertain: true) }
    }
    return frequent.first { $0.utf8.count >= 10 && editDistance(domain, $0, limit: 2) != nil }.map { meant in
      // Two letters off is a word of its own, but for an end that does not exist.
      Slip(meant: meant, isCertain: !isTop(top) && editDistance(String(name), String(parted(meant).name), limit: 1) != nil)
    }
  }

  /// What stands before the last dot, and behind it.
  private static func parted(_ domain: String) -> (name: Substring, top: Substring) {
    let dot = domain.lastIndex(of: ".") ?? domain.startIndex
    return (domain[..<dot], domain[dot...].dropFirst())
  }

  /// Whether fingers make one name of the other, and nobody else did: in short names sfa.fr is as good as sfr.fr, and olive.fr as live.fr;
  /// only letters in another order, or one left out or doubled, tell.
  private static func isLikely(_ name: Substring, for meant: Substring) -> Bool {
    if meant.utf8.count > 5 || name.utf8.sorted() == meant.utf8.sorted() { return true }
    if name.utf8.count < meant.utf8.count { return meant.utf8.count > 3 }
    return name.utf8.count > meant.utf8.count && zip(name.utf8, name.utf8.dropFirst()).contains { $0 == $1 }
      && Set(name.utf8) == Set(meant.utf8)
  }

  /// Whether a domain can end so: by a country, or by one of those that mail providers use.
  private static func isTop(_ top: Substring) -> Bool {
    generic.contains(String(top)) || (top.utf8.count == 2 && !noCountries.contains(String(top)))
  }

  private static let generic: Set<String> = [
    "com", "net", "org", "eu", "info", "biz", "pro", "email", "mail", "online", "name", "coop", "int",
  ]

  /// Two letters next to `fr` on the keyboard that no country has.
  private static let noCountries: Set<String> = ["fe", "ft", "ff", "fd", "rf", "dr", "vr", "fg", "f4", "f5"]

  /// Where French drivers have their mail, most frequent first.
  private static let frequent: [String] = [
    "gmail.com", "orange.fr", "hotmail.fr", "hotmail.com", "yahoo.fr", "wanadoo.fr", "free.fr", "outlook.fr", "outlook.com", "laposte.net",
    "live.fr", "sfr.fr", "yahoo.com", "icloud.com", "bbox.fr", "neuf.fr", "aol.com", "live.com", "msn.com", "gmx.fr", "numericable.fr",
    "club-internet.fr", "protonmail.com", "hotmail.be", "bouygtel.fr",
  ]

  /// Slips that are further away, at domains that take nobody's mail.
  private static let confusions: [String: String] = [
    "gmail.fr": "gmail.com", "icloud.fr": "icloud.com", "gmail.co": "gmail.com", "gmail.cm": "gmail.com", "googlemail.fr": "gmail.com",
    "gmail.net": "gmail.com", "gmail.org": "gmail.com",
  ]

  /// Domains that people have mail at, however near to a frequent one.
  private static let known: Set<String> = {
    let tops =
      "com fr be ch lu de at nl it es pt ie dk se no fi pl cz sk hu ro gr ca tn in sg my ph id th vn jp kr cn ru tr cl pe ar mx br au nz za il co.uk co.za co.il co.in co.jp co.kr co.th co.id co.nz com.br com.ar com.mx com.au com.tr com.pe com.co com.sg com.vn com.hk com.tw com.ph com.my hk tw uk eu"
      .split(separator: " ")
    // Families that are at home in most countries.
    let families = ["hotmail", "outlook", "live", "yahoo", "msn", "aol", "gmx", "windowslive", "ymail"]
    return Set(frequent).union(families.flatMap { family in tops.map { "\(family).\($0)" } }).union(
      """
      mail.com email.com ymail.com rocketmail.com gmx.net googlemail.com me.com mac.com icloud.com hey.com fastmail.com fastmail.fm zoho.com zoho.eu
      protonmail.ch proton.me pm.me tutanota.com tutanota.de tuta.io tuta.com mailo.com netcourrier.com mailfence.com posteo.de posteo.net startmail.com
      laposte.fr orange.com orange.net wanadoo.com sfr.com sfr.net bbox.com free.com neuf.com freesbee.fr cegetel.net noos.fr nordnet.fr aliceadsl.fr
      dbmail.com alice.fr tele2.fr voila.fr caramail.com caramail.fr libertysurf.fr 9online.fr tiscali.fr infonie.fr worldonline.fr cario.fr oreka.com
      ifrance.com lycos.fr evc.net ovh.fr ovh.net akeonet.com mailoo.org riseup.net gandi.net numeo.fr ozone.net bouyguestelecom.fr laposte.com
      numericable.com mel.fr francemel.fr nerim.net magic.fr wibox.fr vialis.net estvideo.fr evhr.net canl.nc lagoon.nc mls.nc offratel.nc mail.pf
      skynet.be telenet.be proximus.be scarlet.be voo.be belgacom.net brutele.be base.be pt.lu vo.lu internet.lu luxweb.lu bluewin.ch sunrise.ch
      hispeed.ch vtxnet.ch netplus.ch romandie.com swissonline.ch web.de t-online.de freenet.de arcor.de online.de 1und1.de vodafone.de mailbox.org
      kabelbw.de libero.it tiscali.it alice.it virgilio.it tin.it tim.it fastwebnet.it inwind.it iol.it poste.it aruba.it pec.it terra.es telefonica.net
      movistar.es ono.com orange.es sapo.pt clix.pt iol.pt netcabo.pt mail.pt portugalmail.pt wp.pl onet.pl o2.pl interia.pl interia.eu op.pl gazeta.pl
      poczta.fm vp.pl tlen.pl seznam.cz centrum.cz email.cz volny.cz azet.sk zoznam.sk centrum.sk freemail.hu citromail.hu indamail.hu yahoo.ro rdslink.ro
      abv.bg mail.bg dir.bg siol.net t-2.net net.hr inet.hr eunet.rs sbb.rs bih.net.ba otenet.gr forthnet.gr in.gr cytanet.com.cy ziggo.nl kpnmail.nl
      kpnplanet.nl planet.nl home.nl xs4all.nl hetnet.nl upcmail.nl chello.nl casema.nl tele2.nl btinternet.com bt.com sky.com virginmedia.com
      talktalk.net ntlworld.com blueyonder.co.uk tiscali.co.uk eircom.net mail.ru bk.ru list.ru inbox.ru yandex.ru yandex.com ya.ru rambler.ru ukr.net
      i.ua meta.ua mail.ee inbox.lv inbox.lt delfi.lt online.no telia.com tele2.se bredband.net comhem.se jubii.dk mail.dk tdc.dk post.cz menara.ma
      iam.net.ma caramail.ma planet.tn topnet.tn gnet.tn djaweb.dz caramail.dz algerie.info orange.sn sentoo.sn orange.ci aviso.ci camnet.cm orange.ml
      videotron.ca sympatico.ca bell.net rogers.com shaw.ca telus.net cogeco.ca att.net comcast.net verizon.net sbcglobal.net bellsouth.net cox.net
      juno.com earthlink.net netzero.net optonline.net rediffmail.com sina.com qq.com 163.com 126.com yeah.net sohu.com naver.com hanmail.net daum.net
      uol.com.br bol.com.br terra.com.br ig.com.br globo.com mynet.com superonline.com email.fr mail.fr
      """.split { $0 == " " || $0.isNewline }.map { String($0) })
  }()
}
