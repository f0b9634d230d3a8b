/// Two texts that may be the same but for their numbers, such as CSV files, JSON and drawings.
public enum TextNumbers {
  /// The largest relative error of a number in one text beside the same in another.
  ///
  /// An error is taken relative to the larger of both numbers, and where both are small, to a millionth of the largest
  /// number of the texts.
  ///
  /// - Returns: nil where the texts differ in more than numbers, or in one that is too large for a number.
  public static func relativeError(_ a: String, _ b: String) -> Double? {
    let (one, other) = (pieces(of: a), pieces(of: b))
    guard one.count == other.count else { return nil }
    var pairs: [(Double, Double)] = []
    for (x, y) in zip(one, other) {
      switch (x, y) {
      case (.number(let x), .number(let y)): pairs.append((x, y))
      case (.text(let x), .text(let y)) where x == y: break
      default: return nil
      }
    }
    guard pairs.allSatisfy({ $0 == $1 || ($0.isFinite && $1.isFinite) }) else { return nil }
    let floor = 1e-6 * (pairs.map { max(abs($0), abs($1)) }.max() ?? 0)
    return pairs.map { x, y in x == y ? 0 : abs(x - y) / max(abs(x), abs(y), floor) }.max() ?? 0
  }

  private enum Piece {
    case number(Double)
    case text(ArraySlice<UInt8>)
  }

  /// A text as numbers and what stands between them.
  private static func pieces(of text: String) -> [Piece] {
    let bytes = Array(text.utf8)
    var pieces: [Piece] = []
    var (start, position) = (0, 0)
    while position < bytes.count {
      let end = endOfNumber(in: bytes, at: position)
      guard end > position, let number = Double(String(decoding: bytes[position..<end], as: UTF8.self)) else {
        position = max(end, position + 1)
        continue
      }
      if start < position { pieces.append(.text(bytes[start..<position])) }
      pieces.append(.number(number))
      (start, position) = (end, end)
    }
    if start < bytes.count { pieces.append(.text(bytes[start...])) }
    return pieces
  }

  /// Where a number ends that begins at a place and is no part of a word; that place if none does.
  private static func endOfNumber(in bytes: [UInt8], at start: Int) -> Int {
    func isDigit(_ index: Int) -> Bool {
      bytes.indices.contains(index) && (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[index])
    }
    func isOne(_ index: Int, of characters: StaticString) -> Bool {
      bytes.indices.contains(index) && "\(characters)".utf8.contains(bytes[index])
    }
    var end = isOne(start, of: "-+") ? start + 1 : start
    guard isDigit(end) else { return start }
    while isDigit(end) { end += 1 }
    if isOne(end, of: "."), isDigit(end + 1) {
      end += 1
      while isDigit(end) { end += 1 }
    }
    let exponent = isOne(end + 1, of: "-+") ? end + 2 : end + 1
    if isOne(end, of: "eE"), isDigit(exponent) {
      end = exponent
      while isDigit(end) { end += 1 }
    }
    return end
  }
}
