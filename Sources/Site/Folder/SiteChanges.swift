/// What writing a site changed in its folder, by the files' paths there.
public struct SiteChanges: Equatable, Sendable, Encodable {
  /// Files that were not there before.
  public var added: [String] = []
  /// Files that have other content now.
  public var rewritten: [String] = []
  /// Files that somebody had removed or changed, and that are again as the last build wrote them.
  public var restored: [String] = []
  /// Files of an earlier build that are gone.
  public var removed: [String] = []
  /// Whether there was a site before.
  public var hadSite = true

  private enum CodingKeys: CodingKey { case added, rewritten, restored, removed }

  /// Nothing changed.
  public init() {}

  /// Compares what is wanted with what was there.
  ///
  /// - Parameters:
  ///   - wanted: the sums of the new build's files.
  ///   - built: the sums of the earlier build's files.
  ///   - kept: the files that are just so already.
  ///   - present: the files that are there and are not just so.
  init(wanted: [String: String], built: [String: String], kept: Set<String>, present: Set<String>) {
    for (path, sum) in wanted.sorted(by: { $0.key < $1.key }) where !kept.contains(path) {
      if built[path] == sum {
        restored.append(path)
      } else if built[path] == nil, !present.contains(path) {
        added.append(path)
      } else {
        rewritten.append(path)
      }
    }
    removed = built.keys.filter { wanted[$0] == nil && present.contains($0) }.sorted()
  }
}
