import Testing

@testable import Console

@Suite struct TokenizerTests {
  private func texts(_ line: String) throws -> [String] { try Tokenizer.words(line).map(\.text) }

  @Test(arguments: [
    ("", []), ("   \t ", []), ("list", ["list"]), ("  list  comptes ", ["list", "comptes"]),
    ("note 'il a dit'", ["note", "il a dit"]), ("note \"l'adresse\"", ["note", "l'adresse"]),
    (#"note "un \"mot\" \n""#, ["note", #"un "mot" \n"#]), (#"note a\ b"#, ["note", "a b"]), (#"note 'a\b'"#, ["note", #"a\b"#]),
    ("note ''", ["note", ""]), ("note a'b'\"c\"", ["note", "abc"]), ("list # le reste", ["list"]), ("# tout", []),
    ("note a#b", ["note", "a#b"]), ("note '#1'", ["note", "#1"]), ("note $HOME `id` *", ["note", "$HOME", "`id`", "*"]),
    ("expect files next_due <= aujourd'hui", ["expect", "files", "next_due", "<=", "aujourd'hui"]),
    ("where name = D'ARTAGNAN and town = L'ISLE", ["where", "name", "=", "D'ARTAGNAN", "and", "town", "=", "L'ISLE"]),
    ("a'b c'd", ["a'b", "c'd"]), ("a'b'c", ["abc"]), ("a'1 2'", ["a1 2"]),
    ("list\u{A0}comptes", ["list", "comptes"]), ("note 👩‍👩‍👧 é", ["note", "👩‍👩‍👧", "é"]),
  ])
  func cuts(_ line: String, _ expected: [String]) throws {
    #expect(try texts(line) == expected)
  }

  @Test func rememberWhereWordsStandAndWhetherTheyWereQuoted() throws {
    let words = try Tokenizer.words("list '--overdue' --mine")
    #expect(words.map(\.column) == [1, 6, 18])
    #expect(words.map(\.quoted) == [false, true, false])
  }

  @Test func refusesWhatIsNotFinished() {
    #expect(throws: Tokenizer.Failure.unterminatedQuote("'", column: 6)) {
      try Tokenizer.words("note l'adresse".replacing("l'", with: "'"))
    }
    #expect(throws: Tokenizer.Failure.unterminatedQuote("\"", column: 3)) { try Tokenizer.words("a \"b 'c'") }
    #expect(throws: Tokenizer.Failure.danglingBackslash(column: 6)) { try Tokenizer.words(#"note \"#) }
  }

  @Test(arguments: ["\u{0}", "\u{1B}", "\u{7F}", "\u{9B}", "\r"])
  func refusesControlCharacters(_ control: String) {
    let scalar = control.unicodeScalars.first!
    #expect(throws: Tokenizer.Failure.control(scalar, column: 6)) { try Tokenizer.words("note \(control)x") }
    // In a comment and in quotes too: what is pasted there may be pasted elsewhere next.
    #expect(throws: Tokenizer.Failure.self) { try Tokenizer.words("list # \(control)") }
  }

  @Test func quotingIsReadBackAsItWas() throws {
    for word in ["a", "", "a b", "l'adresse", "\"", "a\\b", "$x", "#", "'\"'", "`id`", "--x"] {
      let read = try Tokenizer.words("note " + Tokenizer.quoted(word))
      #expect(read.map(\.text) == ["note", word])
    }
  }

  @Test func knowsTheWordUnderTheCursor() throws {
    let open = try #require(Tokenizer.partial("note 'il a"))
    #expect(open.words.map(\.text) == ["note"])
    #expect(open.current.text == "il a")
    #expect(open.openQuote == "'")
    let after = try #require(Tokenizer.partial("note il "))
    #expect(after.words.map(\.text) == ["note", "il"])
    #expect(after.current.text.isEmpty)
    #expect(Tokenizer.partial("list # no")?.inComment == true)
    #expect(Tokenizer.partial("list \u{1B}") == nil)
  }
}
