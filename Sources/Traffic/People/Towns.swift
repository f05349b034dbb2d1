/// A French commune with one of its postcodes.
struct Town: Sendable {
  let postcode: String
  let name: String

  /// Department as it is written after a place of birth: `29`, `2A`, `974`.
  var department: String {
    if postcode.hasPrefix("97") || postcode.hasPrefix("98") { return String(postcode.prefix(3)) }
    if postcode.hasPrefix("20") { return postcode < "20200" ? "2A" : "2B" }
    return String(postcode.prefix(2))
  }

  static let all: [Town] = table.split { $0 == "|" || $0.isNewline }.map { entry in
    Town(postcode: String(trimmed(entry).prefix(5)), name: String(trimmed(entry).dropFirst(6)))
  }

  private static let table = """
    01000 Bourg-en-Bresse|01100 Oyonnax|02000 Laon|02100 Saint-Quentin|03000 Moulins|03100 Montluçon|03200 Vichy|04000 Digne-les-Bains
    04100 Manosque|05000 Gap|06000 Nice|06400 Cannes|06600 Antibes|07000 Privas|07100 Annonay|08000 Charleville-Mézières|08200 Sedan
    09000 Foix|10000 Troyes|11000 Carcassonne|11100 Narbonne|12000 Rodez|12100 Millau|13001 Marseille|13090 Aix-en-Provence|13200 Arles
    13500 Martigues|14000 Caen|14100 Lisieux|15000 Aurillac|16000 Angoulême|16100 Cognac|17000 La Rochelle|17100 Saintes|17300 Rochefort
    18000 Bourges|18100 Vierzon|19000 Tulle|19100 Brive-la-Gaillarde|20000 Ajaccio|20137 Porto-Vecchio|20200 Bastia|20250 Corte|21000 Dijon
    21200 Beaune|22000 Saint-Brieuc|22300 Lannion|23000 Guéret|24000 Périgueux|24100 Bergerac|25000 Besançon|25200 Montbéliard
    26000 Valence|26200 Montélimar|27000 Évreux|27200 Vernon|28000 Chartres|28100 Dreux|29000 Quimper|29200 Brest|29600 Morlaix
    30000 Nîmes|30100 Alès|31000 Toulouse|31700 Blagnac|32000 Auch|33000 Bordeaux|33500 Libourne|33600 Pessac|34000 Montpellier
    34200 Sète|34500 Béziers|35000 Rennes|35300 Fougères|35400 Saint-Malo|36000 Châteauroux|37000 Tours|38000 Grenoble|38200 Vienne
    38300 Bourgoin-Jallieu|39000 Lons-le-Saunier|39100 Dole|40000 Mont-de-Marsan|40100 Dax|41000 Blois|42000 Saint-Étienne|42300 Roanne
    43000 Le Puy-en-Velay|44000 Nantes|44600 Saint-Nazaire|44400 Rezé|45000 Orléans|45200 Montargis|46000 Cahors|47000 Agen
    48000 Mende|49000 Angers|49300 Cholet|50000 Saint-Lô|50100 Cherbourg-en-Cotentin|51000 Châlons-en-Champagne|51100 Reims|52100 Saint-Dizier
    53000 Laval|54000 Nancy|54200 Toul|55000 Bar-le-Duc|56000 Vannes|56100 Lorient|56300 Pontivy|57000 Metz|57100 Thionville|57200 Sarreguemines
    58000 Nevers|59000 Lille|59100 Roubaix|59200 Tourcoing|59140 Dunkerque|59300 Valenciennes|59500 Douai|60000 Beauvais|60200 Compiègne
    61000 Alençon|62000 Arras|62100 Calais|62200 Boulogne-sur-Mer|62300 Lens|62400 Béthune|63000 Clermont-Ferrand|64000 Pau|64100 Bayonne
    64500 Saint-Jean-de-Luz|65000 Tarbes|66000 Perpignan|67000 Strasbourg|67500 Haguenau|68000 Colmar|68100 Mulhouse|69003 Lyon|69100 Villeurbanne
    69200 Vénissieux|69800 Saint-Priest|70000 Vesoul|71000 Mâcon|71100 Chalon-sur-Saône|72000 Le Mans|73000 Chambéry|73200 Albertville
    74000 Annecy|74100 Annemasse|75012 Paris|75018 Paris|75020 Paris|76000 Rouen|76600 Le Havre|76200 Dieppe|77000 Melun|77100 Meaux
    78000 Versailles|78200 Mantes-la-Jolie|79000 Niort|80000 Amiens|80100 Abbeville|81000 Albi|81100 Castres|82000 Montauban|83000 Toulon
    83600 Fréjus|84000 Avignon|84200 Carpentras|85000 La Roche-sur-Yon|86000 Poitiers|86100 Châtellerault|87000 Limoges|88000 Épinal
    88100 Saint-Dié-des-Vosges|89000 Auxerre|89100 Sens|90000 Belfort|91000 Évry-Courcouronnes|91100 Corbeil-Essonnes|92000 Nanterre
    92230 Gennevilliers|93000 Bobigny|93200 Saint-Denis|93600 Aulnay-sous-Bois|94000 Créteil|94200 Ivry-sur-Seine|94310 Orly
    95000 Cergy|95100 Argenteuil|95200 Sarcelles|97110 Pointe-à-Pitre|97139 Les Abymes|97200 Fort-de-France|97232 Le Lamentin|97300 Cayenne
    97400 Saint-Denis|97410 Saint-Pierre|97430 Le Tampon|97600 Mamoudzou
    """

  /// Names of streets without their number.
  static let streets = WeightedTable(
    ranked: """
      rue de l'Église|rue du Moulin|place de la Mairie|rue des Écoles|Grande Rue|rue de la Gare|rue du Château|rue des Lilas|rue Pasteur|rue Victor Hugo
      rue Jean Jaurès|avenue de la République|rue de la Paix|rue du Stade|rue des Acacias|rue de la Fontaine|rue Jules Ferry|avenue Charles de Gaulle
      rue du 8 Mai 1945|rue du 11 Novembre|boulevard Gambetta|impasse des Cerisiers|allée des Tilleuls|rue de Verdun|rue des Jardins|chemin des Vignes
      rue Émile Zola|route de Paris|rue du Général Leclerc|rue de Bretagne|rue Saint-Exupéry|rue Louis Aragon|allée des Érables|rue Neuve
      cours Lafayette|quai de la Marne|rue des Frères Lumière|rue Marcel Pagnol|rue George Sand|rue de l'Abbé Grégoire|rue du Puits|rue de la Forge
      chemin du Lavoir|rue des Tanneurs|square des Peupliers|rue d'Alsace|avenue du Maréchal Foch|rue Aristide Briand|rue des Hortensias|rue Molière
      """, flatness: 20)
}
