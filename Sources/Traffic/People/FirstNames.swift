/// First names, most frequent first: French ones by decade of birth, others by origin.
enum FirstNames {
  private static let men: [Int: WeightedTable] = [
    1960: WeightedTable(
      ranked: """
        Philippe|Patrick|Pascal|Alain|Michel|Éric|Thierry|Christian|Jean-Pierre|Didier|Bruno|Gérard|Jean-Luc|Dominique|Gilles|Marc|Laurent
        Daniel|Serge|Jean-Claude|Bernard|Jean-Marc|Hervé|Jean-Michel|François|Jacques|Joël|Denis|Yves|Franck|Jean-François|Rémi|Régis|Jean-Yves
        """, flatness: 6),
    1970: WeightedTable(
      ranked: """
        Stéphane|Christophe|Laurent|David|Frédéric|Olivier|Sébastien|Éric|Jérôme|Philippe|Franck|Nicolas|Thierry|Pascal|Arnaud|Cédric|Bruno
        Fabrice|Ludovic|Jean-Christophe|Gaël|Grégory|Vincent|Emmanuel|Guillaume|François|Hervé|Loïc|Régis|Xavier|Jean-Philippe|Benoît|Yann
        """, flatness: 6),
    1980: WeightedTable(
      ranked: """
        Nicolas|Julien|Sébastien|Guillaume|Mathieu|David|Jérémy|Thomas|Romain|Cédric|Mickaël|Alexandre|Anthony|Benjamin|Vincent|Jonathan
        Maxime|Kévin|Aurélien|Benoît|Fabien|Florian|Adrien|Damien|Yoann|Jean-Baptiste|Gaëtan|Rémi|Clément|François-Xavier|Loïc|Mickaël
        """, flatness: 6),
    1990: WeightedTable(
      ranked: """
        Kévin|Thomas|Alexandre|Nicolas|Maxime|Quentin|Romain|Florian|Anthony|Jérémy|Dylan|Valentin|Clément|Antoine|Jordan|Corentin|Alexis
        Théo|Lucas|Hugo|Rémi|Loïc|Bastien|Mathieu|Steven|Gaëtan|Tanguy|Jean-Baptiste|Rudy|Mickaël|Aurélien
        """, flatness: 6),
    2000: WeightedTable(
      ranked: """
        Lucas|Théo|Hugo|Thomas|Enzo|Léo|Alexandre|Clément|Maxime|Antoine|Nathan|Mathis|Noah|Tom|Baptiste|Louis|Évan|Rayan|Ethan|Axel
        Matthéo|Timothé|Raphaël|Mathéo|Gabin|Yanis|Esteban|Killian|Maël|Loïs
        """, flatness: 6),
  ]

  private static let women: [Int: WeightedTable] = [
    1960: WeightedTable(
      ranked:
        "Sylvie|Catherine|Christine|Brigitte|Isabelle|Martine|Nathalie|Véronique|Françoise|Corinne|Patricia|Marie-Christine|Chantal|Pascale|Annie|Marie-Claude|Agnès|Joëlle",
      flatness: 6),
    1970: WeightedTable(
      ranked:
        "Nathalie|Sandrine|Stéphanie|Sophie|Valérie|Céline|Virginie|Karine|Christelle|Delphine|Séverine|Isabelle|Laurence|Anne-Sophie|Marie-Laure|Hélène|Gaëlle|Ingrid",
      flatness: 6),
    1980: WeightedTable(
      ranked:
        "Aurélie|Émilie|Julie|Céline|Élodie|Laëtitia|Jennifer|Audrey|Mélanie|Amandine|Vanessa|Marie|Laura|Aurore|Anne-Laure|Mélissa|Fanny|Zoé",
      flatness: 6),
    1990: WeightedTable(
      ranked:
        "Laura|Marine|Marion|Camille|Pauline|Manon|Mélanie|Léa|Justine|Anaïs|Chloé|Océane|Mathilde|Morgane|Cécilia|Noémie|Marie-Charlotte|Alizée",
      flatness: 6),
    2000: WeightedTable(
      ranked: "Léa|Manon|Emma|Chloé|Camille|Inès|Sarah|Clara|Jade|Océane|Lola|Maëlys|Zoé|Éloïse|Louane|Lilou|Anaëlle|Noémie", flatness: 6),
  ]

  private static let others: [Origin: (men: WeightedTable, women: WeightedTable)] = [
    .breton: table("Yann|Gwénaël|Ronan|Erwan|Loïc|Tanguy|Goulven|Malo|Gurvan|Ewen|Hervé", "Gwenaëlle|Nolwenn|Rozenn|Maïwenn|Soazig|Enora"),
    .basque: table("Xabi|Peio|Beñat|Mikel|Iñaki|Ximun|Battitta", "Maitena|Amaia|Maialen|Oihana"),
    .alsatian: table("Hans|Jean-Georges|Materne|Joseph", "Liesel|Odile|Marie-Odile"),
    .corsican: table("Ange|Dominique|Jean-Noël|Pasquale|Toussaint|Ghjuvan", "Lætitia|Marie-Ange|Vannina"),
    .overseas: table("Jean-Hugues|Rosan|Ary|Teva|Moana|Heimanu|Expédit|Max-Henri", "Marie-Josèphe|Vaimiti|Hina|Rose-Marie"),
    .maghreb: table(
      "Mohamed|Karim|Mehdi|Rachid|Farid|Samir|Nabil|Abdelkader|Youssef|Ahmed|Hakim|Abd el-Kader|Saïd|Noureddine|Kamel|Bilal|Yacine|Sofiane|Abderrahmane|Aïssa",
      "Fatima|Nadia|Samira|Leïla|Karima|Yasmina|Fatima-Zohra|Malika|Naïma|Aïcha|Sabrina"),
    .portuguese: table(
      "José|Manuel|António|Carlos|Luís|João|Paulo|Joaquim|Nuno|Rui|José Manuel", "Maria|Ana|Isabel|Maria da Conceição|Fátima"),
    .spanish: table("José|Antonio|Manuel|Jésus|Andrés|Ramón", "Carmen|Dolorès|Pilar|Inés"),
    .italian: table("Salvatore|Giuseppe|Antonio|Enzo|Calogero|Domenico", "Rosa|Carmela|Giulia"),
    .polish: table("Stanislas|Krzysztof|Tomasz|Piotr|Łukasz|Casimir|Grzegorz", "Agnieszka|Katarzyna|Wanda"),
    .african: table(
      "Mamadou|Ousmane|Moussa|Ibrahima|Amadou|Abdoulaye|Souleymane|Sékou|Modibo", "Fatoumata|Aminata|Aïssatou|Mariam|Kadiatou"),
    .turkish: table("Mehmet|Mustafa|Ahmet|Hüseyin|Ömer|İsmail|Murat", "Fatma|Ayşe|Zeynep"),
    .asian: table("Van Minh|Hung|Tuan|Thierry Van|Sokha", "Thi Lan|Mai|Linh"),
    .romanian: table("Ion|Gheorghe|Andrei|Ștefan|Mihai|Ionuț|Florin", "Elena|Ioana|Mihaela"),
  ]

  private static func table(_ men: String, _ women: String) -> (men: WeightedTable, women: WeightedTable) {
    (WeightedTable(ranked: men, flatness: 4), WeightedTable(ranked: women, flatness: 4))
  }

  /// One to three different first names, as civil status has them.
  static func draw(_ origin: Origin, born year: Int, woman: Bool, _ generator: inout SeededGenerator) -> [String] {
    let decade = min(max(year / 10 * 10, 1960), 2000)
    let french = (woman ? women : men)[decade]!
    let own = others[origin].map { woman ? $0.women : $0.men }
    let wanted = [1, 1, 1, 1, 2, 2, 2, 3, 3, 3][generator.below(10)]
    var names: [String] = []
    for rank in 0..<wanted {
      // Second names are often a grandparent's.
      let older = (woman ? women : men)[max(1960, decade - 20 * rank)]!
      let table = generator.chance(origin.frenchFirstName) ? (rank == 0 ? french : older) : own ?? french
      let name = table.draw(&generator)
      if !names.contains(name) { names.append(name) }
    }
    return names
  }
}
