/// Parameters as libpq takes them: one block of memory, and for each parameter its place, length, format and type.
struct EncodedParameters {
  private var storage: [UInt8] = []
  private var offsets: [Int?] = []
  private var types: [UInt32] = []
  private var lengths: [CInt] = []
  private var formats: [CInt] = []

  /// - Throws: ``PostgresError/invalidRequest(message:)`` for a text with a NUL character: libpq would send what comes
  ///   before it and say nothing.
  init(_ parameters: [Parameter]) throws(PostgresError) {
    guard parameters.count <= 65535 else {
      throw .invalidRequest(message: "\(parameters.count) parameters, a statement takes 65535 at most")
    }
    offsets.reserveCapacity(parameters.count)
    for (index, parameter) in parameters.enumerated() {
      switch parameter {
      case .null: appendNull()
      case .text(let text): try append(text, index)
      case .int(let number): append(String(number).utf8)
      case .double(let number): append(Self.text(number).utf8)
      case .bool(let flag): append((flag ? "t" : "f").utf8)
      case .uuid(let text): try append(text, index, .uuid)
      case .json(let text): try append(text, index, .jsonb)
      case .bytes(let bytes): append(bytes, .bytea, format: 1)
      case .textArray(let elements): try append(ArrayText.encode(elements), index)
      case .optionalTextArray(let elements): try append(ArrayText.encode(elements), index)
      case .intArray(let numbers): append(("{" + numbers.map(String.init).joined(separator: ",") + "}").utf8)
      case .typed(let text, let type): try append(text, index, type)
      }
    }
    guard storage.count < 1 << 30 else {
      throw .invalidRequest(message: "\(storage.count) bytes of parameters, the server takes less than 1 GiB at once")
    }
  }

  var count: CInt { CInt(offsets.count) }

  private static func text(_ number: Double) -> String {
    if number.isNaN { return "NaN" }
    if number.isInfinite { return number < 0 ? "-Infinity" : "Infinity" }
    return String(number)
  }

  private mutating func append(_ text: String, _ index: Int, _ type: PostgresType = .inferred) throws(PostgresError) {
    guard !text.utf8.contains(0) else { throw .invalidRequest(message: "parameter $\(index + 1) contains a NUL character") }
    append(text.utf8, type)
  }

  private mutating func append(_ bytes: some Collection<UInt8>, _ type: PostgresType = .inferred, format: CInt = 0) {
    types.append(type.rawValue)
    formats.append(format)
    offsets.append(storage.count)
    lengths.append(CInt(clamping: bytes.count))
    storage.append(contentsOf: bytes)
    storage.append(0)
  }

  private mutating func appendNull() {
    types.append(PostgresType.inferred.rawValue)
    formats.append(0)
    offsets.append(nil)
    lengths.append(0)
  }

  /// Calls `body` with the arrays that `PQsendQueryParams` and `PQsendQueryPrepared` take: values, lengths, formats.
  func withPointers(
    _ body: (_ types: [UInt32], _ values: [UnsafePointer<CChar>?], _ lengths: [CInt], _ formats: [CInt]) -> CInt
  ) -> CInt {
    storage.withUnsafeBytes { bytes in
      let values = offsets.map { offset in offset.flatMap { bytes.baseAddress?.advanced(by: $0).assumingMemoryBound(to: CChar.self) } }
      return body(types, values, lengths, formats)
    }
  }
}
