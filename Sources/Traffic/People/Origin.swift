/// Where a family name comes from; decides which names are drawn. Shares are rough ones of people who drive for a living in France.
enum Origin: CaseIterable {
  case french, breton, basque, alsatian, corsican, overseas, maghreb, portuguese, spanish, italian, polish, african, turkish, asian,
    romanian

  /// Share of the drivers, in thousandths.
  var share: Int {
    switch self {
    case .french: 600
    case .breton: 45
    case .basque: 15
    case .alsatian: 30
    case .corsican: 8
    case .overseas: 35
    case .maghreb: 110
    case .portuguese: 40
    case .spanish: 25
    case .italian: 22
    case .polish: 18
    case .african: 27
    case .turkish: 12
    case .asian: 7
    case .romanian: 6
    }
  }

  /// How often the first name is a French one all the same.
  var frenchFirstName: Double {
    switch self {
    case .french: 1
    case .breton: 0.75
    case .basque, .corsican: 0.7
    case .alsatian, .overseas, .italian, .spanish, .polish: 0.85
    case .portuguese: 0.6
    case .maghreb: 0.12
    case .african: 0.55
    case .turkish, .romanian: 0.08
    case .asian: 0.6
    }
  }

  /// Countries of birth for those born abroad, with the typed name of a town; empty where nearly everybody was born in France.
  var townsAbroad: [(town: String, country: String)] {
    switch self {
    case .maghreb:
      [
        ("Oran", "Algérie"), ("Tizi Ouzou", "Algérie"), ("Sétif", "Algérie"), ("Casablanca", "Maroc"), ("Oujda", "Maroc"),
        ("Sfax", "Tunisie"),
      ]
    case .portuguese: [("Porto", "Portugal"), ("Braga", "Portugal"), ("Viseu", "Portugal"), ("Leiria", "Portugal")]
    case .spanish: [("Valence", "Espagne"), ("Almería", "Espagne")]
    case .italian: [("Turin", "Italie"), ("Lecce", "Italie")]
    case .polish: [("Cracovie", "Pologne"), ("Łódź", "Pologne"), ("Poznań", "Pologne")]
    case .african:
      [("Dakar", "Sénégal"), ("Bamako", "Mali"), ("Abidjan", "Côte d'Ivoire"), ("Kinshasa", "République démocratique du Congo")]
    case .turkish: [("Kayseri", "Turquie"), ("Konya", "Turquie")]
    case .asian: [("Hô Chi Minh-Ville", "Viêt Nam"), ("Phnom Penh", "Cambodge")]
    case .romanian: [("Iași", "Roumanie"), ("Cluj-Napoca", "Roumanie"), ("Brașov", "Roumanie")]
    default: []
    }
  }

  /// Nationals of these countries need a residence permit.
  var outsideUnion: Bool { self == .maghreb || self == .african || self == .turkish || self == .asian }

  static func draw(_ generator: inout SeededGenerator) -> Origin {
    var rest = generator.below(allCases.reduce(0) { $0 + $1.share })
    for origin in allCases {
      rest -= origin.share
      if rest < 0 { return origin }
    }
    return .french
  }
}
