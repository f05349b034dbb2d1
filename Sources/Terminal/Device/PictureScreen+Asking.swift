import Glibc

extension PictureScreen {
  /// How long a terminal may take to say what it can: it answers at once, or over a slow line after we have gone on.
  private static let patience = 0.3

  /// What a terminal is asked: kitty's graphics, its name, the size of a cell, and last what every terminal answers.
  private static let question = "\u{1B}_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\u{1B}\\" + plainQuestion
  /// The same where the first would be taken for a window's title: in tmux and screen, which do not pass kitty's pictures on anyway.
  private static let plainQuestion = "\u{1B}[>q\u{1B}[16t\u{1B}[c"
  /// What one that knows sixels is asked besides: to take 256 colours, and how large a picture may be.
  private static let sixelQuestion = "\u{1B}[?1;3;256S\u{1B}[?2;1;0S\u{1B}[c"

  /// The screen behind an output: as `PUPITRE_PICTURES` says (`symbols`, `sixel`, `kitty`, `iterm`), else as the terminal itself answers;
  /// signs where there is nobody to ask, and where none answers in time.
  ///
  /// What is typed meanwhile is kept for the line; answers that come too late never get into it.
  public static func asked(
    on output: Output, signals: Signals? = nil, environment: Environment.Lookup = Environment.value
  ) -> PictureScreen {
    let cell = cellSize(of: output.descriptor) ?? PixelSize(10, 20)
    if let wished = environment("PUPITRE_PICTURES").flatMap(Drawn.init) { return of(wished, cell: cell) }
    let capabilities = output.capabilities
    let isMute = environment("TERM").map { $0 == "linux" || $0.hasPrefix("vt52") } ?? true
    guard capabilities.redraws, capabilities.colour, isatty(0) == 1, !isMute else { return PictureScreen(cell: cell) }
    output.flush()
    guard let raw = RawTerminal() else { return PictureScreen(cell: cell) }
    defer { raw.restore() }
    let state = EditorState.shared
    state.answers = TerminalAnswers()
    state.awaitsAnswers = true
    let isShared = environment("TMUX") != nil || ["tmux", "screen"].contains { (environment("TERM") ?? "").hasPrefix($0) }
    ask(isShared ? plainQuestion : question, on: output, signals)
    guard let attributes = state.answers.attributes else { return PictureScreen(cell: cell) }
    let size = state.answers.cell.map { PixelSize($0[0], $0[1]) } ?? cell
    if state.answers.knowsKitty { return of(.kitty, cell: size) }
    if state.answers.name?.hasPrefix("iTerm2") == true { return of(.iterm, cell: size) }
    guard attributes.contains(4) else { return PictureScreen(cell: size) }
    state.answers.attributes = nil
    state.awaitsAnswers = true
    ask(sixelQuestion, on: output, signals)
    let limit = state.answers.limit.map { PixelSize($0[0], $0[1]) }
    return PictureScreen(.sixel, cell: size, limit: limit ?? PictureScreen().limit)
  }

  /// One of a kind, with the largest picture that is worth sending.
  private static func of(_ drawn: Drawn, cell: PixelSize) -> PictureScreen {
    drawn == .kitty || drawn == .iterm ? PictureScreen(drawn, cell: cell, limit: PixelSize(1600, 1200)) : PictureScreen(drawn, cell: cell)
  }

  /// Writes a question and takes what comes until the last answer is there, the time is over or a signal came.
  private static func ask(_ question: String, on output: Output, _ signals: Signals?) {
    let state = EditorState.shared
    output.write(encoded: question)
    output.flush()
    let deadline = now() + patience
    while state.awaitsAnswers {
      let left = deadline - now()
      guard left > 0 else { return }
      var waiting = [
        pollfd(fd: 0, events: Int16(POLLIN), revents: 0), pollfd(fd: signals?.descriptor ?? -1, events: Int16(POLLIN), revents: 0),
      ]
      guard poll(&waiting, 2, CInt(left * 1000) + 1) >= 0 || errno == EINTR else { return }
      if waiting[1].revents != 0, signals?.stop != nil { return }
      guard waiting[0].revents != 0 else { continue }
      var chunk = [UInt8](repeating: 0, count: 4096)
      let count = read(0, &chunk, chunk.count)
      guard count > 0 else { return }
      state.ahead += state.withoutAnswers(chunk[..<count])
    }
  }

  /// Pixels of a cell, by what the terminal told the system (`TIOCGWINSZ`).
  private static func cellSize(of descriptor: CInt) -> PixelSize? {
    var size = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0 else { return nil }
    let cell = PixelSize(Int(size.ws_xpixel / size.ws_col), Int(size.ws_ypixel / size.ws_row))
    return cell.width >= 4 && cell.height >= 6 ? cell : nil
  }
}

/// The keyboard without lines and echo; Ctrl-C is a signal as ever, Ctrl-Z does nothing.
struct RawTerminal {
  private let before: termios

  /// Nil where standard input is no terminal.
  init?() {
    var settings = termios()
    guard tcgetattr(0, &settings) == 0 else { return nil }
    before = settings
    settings.c_lflag &= ~tcflag_t(ICANON | ECHO | IEXTEN)
    settings.c_cc.10 = 0  // VSUSP
    settings.c_cc.6 = 1  // VMIN
    settings.c_cc.5 = 0  // VTIME
    // Not TCSAFLUSH: what was typed ahead stays.
    guard tcsetattr(0, TCSANOW, &settings) == 0 else { return nil }
  }

  /// As it was.
  func restore() {
    var settings = before
    _ = tcsetattr(0, TCSANOW, &settings)
  }
}
