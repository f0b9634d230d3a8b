import Chapters

extension ReportLock {
  /// Where a block's result is another one than the locked one; nil where it is that.
  public func disagreement(
    with facts: BlockFacts, of block: String, profile: String
  ) -> LockFinding? {
    guard let locked = self.facts(of: block, profile: profile) else {
      return finding(.unlocked(block: block, profile: profile))
    }
    if let other = otherKey(facts.values["key"], engine: facts.values["engine"], of: block, profile: profile)
    {
      return other
    }
    let changed = locked.changedSubjects(in: facts)
    guard let first = changed.first else { return nil }
    let changes = changed.map { Self.change(of: $0, from: locked.values[$0], to: facts.values[$0]) }
    // A fact that the lock lacks has no line; the block's key has.
    let subject = locked.values[first] == nil ? "key" : first
    return finding(
      .drifted(block: block, profile: profile, changes: changes),
      at: LockPlace(profile: profile, block: block, subject: subject))
  }

  /// Whether a block's key is another one than the locked one, or that of another engine.
  public func otherKey(
    _ key: String?, engine: String?, of block: String, profile: String
  ) -> LockFinding? {
    guard let locked = facts(of: block, profile: profile) else { return nil }
    guard locked.values["key"] != key else { return nil }
    let (old, new) = (locked.values["engine"] ?? "", engine ?? "")
    let place = LockPlace(profile: profile, block: block, subject: "key")
    return finding(
      .otherKey(block: block, profile: profile, engine: old == new ? nil : "\(old) -> \(new)"), at: place)
  }

  /// Lines about blocks and profiles that the report does not have.
  public func strays(blocks: Set<String>, profiles: [String]) -> [LockFinding] {
    self.profiles.flatMap { profile -> [LockFinding] in
      let named = self.blocks(in: profile)
      guard profiles.contains(profile) else {
        return [finding(.strayProfile(profile), at: named.first.flatMap { firstPlace(of: $0, profile) })]
      }
      return named.filter { !blocks.contains($0) }.map {
        finding(.stray(block: $0, profile: profile), at: firstPlace(of: $0, profile))
      }
    }
  }

  private func firstPlace(of block: String, _ profile: String) -> LockPlace? {
    facts(of: block, profile: profile)?.values.keys.min().map {
      LockPlace(profile: profile, block: block, subject: $0)
    }
  }

  /// A change in words: 'loss 0.01 -> 0.02', 'the pixels of panel-1-1.png'.
  static func change(of subject: String, from old: String?, to new: String?) -> String {
    let (kind, name) = (subject.prefix { $0 != ":" }, subject.drop { $0 != ":" }.dropFirst())
    let what =
      switch kind {
      case "picture" where old != nil && new != nil: "the pixels of \(name)"
      case "series" where old != nil && new != nil: "the numbers in \(name)"
      case "table": "the table \(name)"
      case "figure": "the figure's layout"
      case "value": String(name)
      case "engine": "the engine"
      default: name.isEmpty ? subject : String(name)
      }
    guard let old else { return "\(what) is new" }
    guard let new else { return "\(what) is gone" }
    guard kind == "value" || kind == "engine" else { return what }
    let isInTextAlone = shown(old) == shown(new)
    return "\(what) \(isInTextAlone ? old : shown(old)) -> \(isInTextAlone ? new : shown(new))"
  }

  /// A value as it stands in the lock, without its text where there is a number.
  private static func shown(_ value: String) -> String {
    guard let space = value.firstIndex(of: " "), Double(value[..<space]) != nil else {
      return value.hasPrefix("- ") ? String(value.dropFirst(2)) : value
    }
    return String(value[..<space])
  }
}

extension BlockFacts {
  /// The subjects in which two results differ, sorted.
  func changedSubjects(in other: BlockFacts) -> [String] {
    Set(values.keys).union(other.values.keys).filter { values[$0] != other.values[$0] }.sorted()
  }
}
