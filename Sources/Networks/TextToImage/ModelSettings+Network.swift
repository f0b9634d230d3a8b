import Checkpoints

/// What a network's configuration says beside plain numbers and texts.
extension ModelSettings {
  /// An integer up to a limit; nil for a missing or null key.
  mutating func optionalCount(_ key: String, upTo limit: Int) throws(SettingsError) -> Int? {
    try value(key) == nil ? nil : integer(key, in: 1...limit)
  }

  /// A positive integer up to a limit.
  mutating func count(_ key: String, upTo limit: Int, standard: Int) throws(SettingsError) -> Int {
    try integer(key, in: 1...limit, standard: standard)
  }

  /// A truth value; nil for a missing or null key.
  mutating func optionalBool(_ key: String) throws(SettingsError) -> Bool? {
    try value(key) == nil ? nil : bool(key)
  }

  /// One positive integer up to a limit for each level; a single one stands for all.
  mutating func counts(
    _ key: String, upTo limit: Int, levels: Int, standard: Int? = nil
  ) throws(SettingsError) -> [Int] {
    try perLevel(key, "\(levels) integers in 1...\(limit)", levels, standard) {
      $0.integer.flatMap { 1...limit ~= $0 ? $0 : nil }
    }
  }

  /// One truth value for each level; a single one stands for all.
  mutating func bools(_ key: String, levels: Int) throws(SettingsError) -> [Bool] {
    try perLevel(key, "\(levels) truth values", levels, false) { item in
      if case .bool(let bool) = item { bool } else { nil }
    }
  }

  private mutating func perLevel<T>(
    _ key: String, _ expected: String, _ levels: Int, _ standard: T?, _ convert: (JSONValue) -> T?
  ) throws(SettingsError) -> [T] {
    let standard = standard.map { [T](repeating: $0, count: levels) }
    return try read(key, expected, standard: standard) { value in
      guard case .list(let items) = value else {
        return convert(value).map { [T](repeating: $0, count: levels) }
      }
      let all = items.compactMap(convert)
      return items.count == levels && all.count == levels ? all : nil
    }
  }

  /// One of several values, and what it means; a missing key counts as null.
  mutating func choice<Meaning>(
    _ key: String, _ meanings: [JSONValue: Meaning]
  ) throws(SettingsError) -> Meaning {
    if let meaning = meanings[value(key) ?? .null] { return meaning }
    throw wrong(key, meanings.keys.map(\.description).sorted().joined(separator: " or "))
  }

  /// The names of the blocks of one way, at most twelve; whether each of them has attentions.
  mutating func blockTypes(
    _ key: String, plain: String, attending: String
  ) throws(SettingsError) -> [Bool] {
    try read(key, "a list of '\(plain)' and '\(attending)'") { value in
      guard case .list(let items) = value, 1...12 ~= items.count else { return nil }
      let known: [JSONValue: Bool] = [.string(plain): false, .string(attending): true]
      let attends = items.compactMap { known[$0] }
      return attends.count == items.count ? attends : nil
    }
  }
}
