public import Terminal

/// A page for people: headings with fields, marked lists, tables and texts, fitted to the screen. The case file is one.
public struct Sheet: Sendable, Hashable {
  /// A label and its value, in aligned columns.
  public struct Field: Sendable, Hashable {
    /// What it is.
    public var label: SafeText
    /// Its value; may have several lines.
    public var value: SafeText

    /// A field.
    public init(_ label: SafeText, _ value: SafeText) {
      self.label = label
      self.value = value
    }
  }

  /// What stands before an item of a list.
  public enum Mark: Sendable, Hashable {
    /// A bullet.
    case none
    /// In order: ✓.
    case passed
    /// To be looked at: ⚠.
    case warning
    /// Wrong: ✗.
    case failed
    /// Worth knowing: ℹ shown as `i`.
    case note
  }

  /// One line of a list, which may wrap.
  public struct Item: Sendable, Hashable {
    /// What stands before it.
    public var mark: Mark
    /// Its text.
    public var text: SafeText

    /// An item.
    public init(_ mark: Mark = .none, _ text: SafeText) {
      self.mark = mark
      self.text = text
    }
  }

  /// A part of a section.
  public enum Block: Sendable, Hashable {
    /// Labels and values, aligned.
    case fields([Field])
    /// What can be typed, and what it does, aligned: the first is never cut, and no colon follows it.
    case typed([Field])
    /// Marked lines.
    case list([Item])
    /// A table, without its title.
    case table(Table)
    /// Running text, wrapped.
    case text(SafeText)
  }

  /// A heading and what stands under it.
  public struct Section: Sendable, Hashable {
    /// Its heading; nil for none.
    public var heading: SafeText?
    /// What stands under it.
    public var blocks: [Block]
    /// Whether it takes the whole width; otherwise it may stand beside another when there are 120 columns or more.
    public var isWide: Bool

    /// A section.
    public init(_ heading: SafeText? = nil, _ blocks: [Block], isWide: Bool = false) {
      self.heading = heading
      self.blocks = blocks
      self.isWide = isWide
    }
  }

  /// The first line.
  public var title: SafeText?
  /// What follows, in the order of reading.
  public var sections: [Section]

  /// A page.
  public init(title: SafeText? = nil, sections: [Section]) {
    self.title = title
    self.sections = sections
  }

  /// The page within the layout's columns, ending in a line feed.
  public func rendered(in layout: Layout) -> SafeText {
    SheetPage(self, layout: layout).rendered()
  }
}
