/// The text in capitals of A to Z, digits and single spaces: letters lose their accents, anything else separates words.
///
/// XP Z10-011 wants lines 4 to 6 of an address like this, and mail servers the part before the @.
func plainCapitals(_ text: String) -> String {
  var result = ""
  var pending = false
  for character in text.uppercased() {
    let plain = plainLetters[character] ?? (character.isASCII && (character.isLetter || character.isNumber) ? String(character) : nil)
    guard let plain else {
      pending = !result.isEmpty
      continue
    }
    if pending { result += " " }
    pending = false
    result += plain
  }
  return result
}

private let plainLetters: [Character: String] = {
  var table: [Character: String] = ["Œ": "OE", "Æ": "AE", "ẞ": "SS"]
  for (plain, letters) in [
    ("A", "ÀÁÂÃÄÅĀĂĄ"), ("C", "ÇĆČ"), ("D", "Ď"), ("E", "ÈÉÊËĘĚ"), ("G", "Ğ"), ("I", "ÌÍÎÏİ"), ("L", "Ł"), ("N", "ÑŃŇ"), ("O", "ÒÓÔÕÖØỌ"),
    ("R", "Ř"), ("S", "ŚŠŞȘ"), ("T", "ŤŢȚ"), ("U", "ÙÚÛÜŮ"), ("Y", "ÝŸ"), ("Z", "ŹŻŽ"), ("E", "ỄẾỆ"),
  ] {
    for letter in letters { table[letter] = plain }
  }
  return table
}()
