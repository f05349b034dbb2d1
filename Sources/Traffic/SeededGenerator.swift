/// A deterministic source of randomness: xoshiro256**, seeded through SplitMix64.
///
/// Each thing that is generated draws from a substream of its own, named by what it is for and by the driver's number.
/// So driver 17 of seed 1 is the same person whether 20 or 2,000 drivers are played, in whatever order, and a new fault
/// added to one substream changes nothing elsewhere.
///
/// The draws (`below`, `chance`, `pick`) are written here and not taken from the standard library, whose way of turning
/// bits into ranges may change between releases: a seed noted in a bug report must stay good.
public struct SeededGenerator: RandomNumberGenerator, Sendable {
  private var state: (UInt64, UInt64, UInt64, UInt64)

  /// The stream of a whole seed.
  public init(seed: UInt64) {
    var mixer = seed
    state = (Self.mix(&mixer), Self.mix(&mixer), Self.mix(&mixer), Self.mix(&mixer))
  }

  /// The substream of `seed` for one purpose and one number.
  ///
  /// - Parameters:
  ///   - purpose: What is drawn, for instance `"profile"`; its FNV-1a hash enters the seed.
  ///   - index: The driver's number.
  public init(seed: UInt64, purpose: StaticString, index: Int) {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    purpose.withUTF8Buffer { for byte in $0 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 } }
    var mixer = seed
    var place = Self.mix(&mixer) ^ hash
    place = Self.mix(&place) ^ UInt64(bitPattern: Int64(index))
    self.init(seed: Self.mix(&place))
  }

  /// The next 64 bits.
  public mutating func next() -> UInt64 {
    let result = Self.rotate(state.1 &* 5, by: 7) &* 9
    let shifted = state.1 << 17
    state.2 ^= state.0
    state.3 ^= state.1
    state.1 ^= state.2
    state.0 ^= state.3
    state.2 ^= shifted
    state.3 = Self.rotate(state.3, by: 45)
    return result
  }

  /// A number from 0 up to, but not including, `bound`; `bound` is positive. The bias of one multiplication is below 2⁻³²
  /// for the small bounds used here.
  mutating func below(_ bound: Int) -> Int { Int(next().multipliedFullWidth(by: UInt64(bound)).high) }

  /// A number of the range.
  mutating func int(in range: ClosedRange<Int>) -> Int { range.lowerBound + below(range.count) }

  /// A number from 0 up to, but not including, 1.
  mutating func unit() -> Double { Double(next() >> 11) * 0x1.0p-53 }

  /// True with the given probability. Always consumes one draw, so that a changed rate moves no other draw.
  mutating func chance(_ probability: Double) -> Bool { unit() < probability }

  /// One element; `choices` is not empty.
  mutating func pick<Choices: RandomAccessCollection>(_ choices: Choices) -> Choices.Element {
    choices[choices.index(choices.startIndex, offsetBy: below(choices.count))]
  }

  private static func mix(_ state: inout UInt64) -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var value = state
    value = (value ^ (value >> 30)) &* 0xbf58_476d_1ce4_e5b9
    value = (value ^ (value >> 27)) &* 0x94d0_49bb_1331_11eb
    return value ^ (value >> 31)
  }

  private static func rotate(_ value: UInt64, by count: UInt64) -> UInt64 { (value << count) | (value >> (64 - count)) }
}
