import Files
import Pipeline

/// What came of a verification.
struct VerificationEnding {
  private struct Record: Encodable {
    let event = "verified"
    let result: VerifiedBlock
    let page: String?

    func encode(to encoder: any Encoder) throws {
      try result.encode(to: encoder)
      var container = encoder.container(keyedBy: Key.self)
      try container.encodeIfPresent(page, forKey: .page)
    }

    private enum Key: CodingKey { case page }
  }

  private struct Summary: Encodable {
    let profile: String
    let status: Int32
    let counts: [String: Int]
    let blocks: [Record]
  }

  let profile: String
  private var records: [Record] = []

  init(profile: String) { self.profile = profile }

  /// Takes a block in.
  mutating func add(_ block: VerifiedBlock, page: String?) {
    records.append(Record(result: block, page: page))
  }

  /// The verdicts by block.
  var verdicts: [String: Verdict] {
    Dictionary(records.map { ($0.result.block, $0.result.verdict) }) { $1 }
  }

  private var status: ExitStatus {
    let verdicts = records.map(\.result.verdict)
    if verdicts.contains(.different) || verdicts.contains(.absent) { return .mistake }
    return verdicts.contains(.environmentDiffers) ? .environment : .fine
  }

  /// Says how many blocks are what they were.
  ///
  /// - Throws: the exit status, unless all is fine.
  func tell(json: Bool) throws {
    let counts = Dictionary(grouping: records, by: \.result.verdict.rawValue).mapValues(\.count)
    if json {
      try printJSON(
        Summary(profile: profile, status: status.rawValue, counts: counts, blocks: records))
    } else {
      let all = counts.sorted { $0.key < $1.key }.map { "\($1) \($0)" }.joined(separator: ", ")
      print("\(records.count.counted("block")) of profile \(profile): \(all.isEmpty ? "none" : all)")
    }
    guard status == .fine else { throw status }
  }
}
