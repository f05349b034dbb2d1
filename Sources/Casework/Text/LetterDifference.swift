/// Which letters of two texts differ, so that an eye finds `Pé[ri]gueux` beside `Pé[ir]gueux`.
public struct LetterDifference: Sendable, Hashable {
  /// For each letter (grapheme cluster) of the first and of the second text, whether the other lacks it there.
  public let left, right: [Bool]
  /// Whether there is so much in common that the letters which differ say something: at least two thirds of the longer text, or all of one
  /// that is half as long.
  public let isTelling: Bool

  /// Longer texts are not compared letter by letter.
  static let limit = 400

  /// Compares by the longest common subsequence of letters, as they are written.
  public init(_ left: String, _ right: String) {
    let (a, b) = (Array(left), Array(right))
    guard a.count <= Self.limit, b.count <= Self.limit else {
      let differs = left != right
      self.left = a.map { _ in differs }
      self.right = b.map { _ in differs }
      isTelling = false
      return
    }
    // common[i][j]: the length for what follows a[i] and b[j].
    var common = Array(repeating: [Int](repeating: 0, count: b.count + 1), count: a.count + 1)
    for i in a.indices.reversed() {
      for j in b.indices.reversed() {
        common[i][j] = a[i] == b[j] ? common[i + 1][j + 1] + 1 : max(common[i + 1][j], common[i][j + 1])
      }
    }
    var (lacksLeft, lacksRight) = ([Bool](repeating: true, count: a.count), [Bool](repeating: true, count: b.count))
    var (i, j) = (0, 0)
    while i < a.count, j < b.count {
      if a[i] == b[j] {
        (lacksLeft[i], lacksRight[j]) = (false, false)
        (i, j) = (i + 1, j + 1)
      } else if common[i + 1][j] >= common[i][j + 1] {
        i += 1
      } else {
        j += 1
      }
    }
    self.left = lacksLeft
    self.right = lacksRight
    let (shorter, longer) = (min(a.count, b.count), max(a.count, b.count))
    isTelling = common[0][0] > 0 && (common[0][0] * 3 >= longer * 2 || common[0][0] == shorter && shorter * 2 >= longer)
  }
}
