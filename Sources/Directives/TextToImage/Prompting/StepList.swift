import Chapters
import Diffusion

/// An option that lists timesteps: `33` equal steps, `every 30` timesteps, or a list by its name.
enum StepList: SchemaValue, Equatable {
  /// Spaced as the model's file says.
  case equal(Int)
  /// Multiples of a number, from the largest down to 0, where the way ends.
  case every(Int)
  /// One of the lists of the model's authors.
  case named(Timesteps.Named)

  static let expectation =
    "a number of steps from 1 to 1000, 'every 1' to 'every 999', or one of "
    + Timesteps.Named.allCases.map(\.rawValue).joined(separator: ", ")

  static func read(_ yaml: YAML, key: String) throws -> StepList {
    guard let text = yaml.text else { throw mismatch(yaml, key: key) }
    if let named = Timesteps.Named(rawValue: text) { return .named(named) }
    if let count = Int(text), 1...1000 ~= count { return .equal(count) }
    if let match = text.wholeMatch(of: #/every ([0-9]{1,3})/#), let stride = Int(match.1), stride > 0 {
      return .every(stride)
    }
    throw mismatch(yaml, key: key)
  }

  var canonical: String {
    switch self {
    case .equal(let count): String(count)
    case .every(let stride): "every \(stride)"
    case .named(let list): list.rawValue
    }
  }

  /// The timesteps of a schedule, from noisy to clean.
  func timesteps(of trained: TrainedTimesteps) -> [Int] {
    switch self {
    case .equal(let steps): trained.taken(min(steps, trained.count))
    case .every(let stride): Timesteps.strided(from: (trained.count - 1) / stride * stride, by: stride)
    case .named(let list): list.timesteps.filter { $0 < trained.count }
    }
  }

  /// Whether the way ends at the last timestep, without a step to the clean image.
  var endsAtLastTimestep: Bool {
    if case .every = self { true } else { false }
  }
}

extension Bound where T == [Int] {
  /// Timesteps of a schedule.
  static var timesteps: Bound {
    Bound("1 to 20 timesteps from 0 on") { $0.count <= 20 && $0.allSatisfy { $0 >= 0 } }
  }
}
