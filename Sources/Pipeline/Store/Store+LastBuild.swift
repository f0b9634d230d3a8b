import Files
import Foundation

/// A block's key and what it was made of; the key stands first in the file.
private struct LastBuild: Codable {
  let key: String
  let recipe: Recipe
}

extension Store {
  /// The recipe with which a block was last built in a profile.
  public func lastRecipe(of id: String, profile: String) -> Recipe? {
    guard let data = try? RegularFile.content(of: lastPlace(id, profile)) else { return nil }
    let decoder = JSONDecoder()
    if let last = try? decoder.decode(LastBuild.self, from: data) { return last.recipe }
    return try? decoder.decode(Recipe.self, from: data)  // what the file held before it began with the key
  }

  /// How many seconds a block took when it ran last in a profile, as long as the store still has that result.
  public func lastSeconds(of id: String, profile: String) -> Double? {
    guard let key = lastRecipe(of: id, profile: profile)?.key,
      let data = try? RegularFile.content(of: entry(key).appending(path: "result.json")),
      let seconds = try? JSONDecoder().decode(StoredResult.self, from: data).seconds
    else { return nil }
    return seconds.isFinite && seconds >= 0 ? seconds : nil
  }

  /// Whether it is noted that a block was last built with a recipe in a profile; the note need not be decoded for that.
  func remembers(_ recipe: Recipe, of id: String, profile: String) -> Bool {
    let beginning = Data(#"{"key":"\#(recipe.key)""#.utf8)
    let start = try? RegularFile.start(of: lastPlace(id, profile), count: beginning.count)
    return start?.starts(with: beginning) == true
  }

  /// Notes with which recipe a block was built in a profile.
  func remember(_ recipe: Recipe, of id: String, profile: String) throws {
    guard !remembers(recipe, of: id, profile: profile) else { return }
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    try AtomicFile.write(
      encoder.encode(LastBuild(key: recipe.key, recipe: recipe)), to: lastPlace(id, profile))
  }

  private func lastPlace(_ id: String, _ profile: String) -> URL {
    folder.appending(path: "last/\(profile)/\(id).json")
  }
}
