/// What a fetch is doing.
public enum FetchEvent: Equatable, Sendable {
  /// A source is asked for these files.
  case trying(source: String, files: [String])
  /// Bytes of a file have come in, of about `total`.
  case receiving(file: String, byteCount: Int, total: Int)
  /// A file is in place, checked.
  case installed(file: String)
  /// A source failed; the next one is tried.
  case failed(FetchFailure)
}

extension FetchEvent: CustomStringConvertible {
  /// A line about it; of what comes in, a bar.
  public var description: String {
    switch self {
    case .trying(let source, let files): "asking \(source) for \(files.count) files"
    case .installed(let file): "\(file): in place"
    case .failed(let failure): "\(failure)"
    case .receiving(let file, let byteCount, let total): "\(Self.bar(byteCount, of: total)) \(file)"
    }
  }

  private static func bar(_ byteCount: Int, of total: Int) -> String {
    let (length, share) = (30, total > 0 ? min(Double(byteCount) / Double(total), 1) : 0)
    let filled = Int(share * Double(length))
    let percent = String(Int(share * 100))
    let padding = String(repeating: " ", count: 3 - percent.count)
    return "[" + String(repeating: "#", count: filled) + String(repeating: " ", count: length - filled)
      + "] \(padding)\(percent)%"
  }
}
