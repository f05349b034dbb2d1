/// How many letters to insert, remove, replace or swap with their neighbour to make one text of the other (optimal string alignment).
///
/// - Returns: The distance in Unicode scalars, or `nil` where it is more than `limit`.
public func editDistance(_ left: String, _ right: String, limit: Int) -> Int? {
  let (a, b) = (Array(left.unicodeScalars), Array(right.unicodeScalars))
  guard abs(a.count - b.count) <= limit else { return nil }
  var before: [Int] = []
  var last = Array(0...b.count)
  for row in a.indices {
    var current = [row + 1]
    current.reserveCapacity(b.count + 1)
    for column in b.indices {
      var best = min(last[column + 1] + 1, current[column] + 1, last[column] + (a[row] == b[column] ? 0 : 1))
      if row > 0, column > 0, a[row] == b[column - 1], a[row - 1] == b[column] { best = min(best, before[column - 1] + 1) }
      current.append(best)
    }
    if current.min()! > limit { return nil }
    (before, last) = (last, current)
  }
  return last[b.count] <= limit ? last[b.count] : nil
}
