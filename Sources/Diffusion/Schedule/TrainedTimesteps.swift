import Foundation

extension Timesteps {
  /// How a shorter list is taken from all timesteps, by the names that diffusers has for it (Lin et al. 2024, table 2).
  public enum Spacing: String, CaseIterable, Hashable, Sendable {
    /// From the first on, in equal steps.
    case leading
    /// From the last back, in equal steps.
    case trailing
    /// From the first to the last.
    case even = "linspace"
  }

  /// `trailing` in diffusers: count - 1 down in equal steps of count / steps, rounded; the step behind the last one would
  /// be the clean image.
  public static func trailing(_ steps: Int, of count: Int = 1000) -> [Int] {
    let stride = Double(count) / Double(steps)
    return (0..<steps).map { Int((Double(count) - Double($0) * stride).rounded(.toNearestOrEven)) - 1 }
  }

  /// `linspace` in diffusers' samplers of one step: count - 1 down to 0 in steps - 1 equal steps, rounded; 0 alone for a
  /// single step.
  public static func endToEnd(_ steps: Int, of count: Int = 1000) -> [Int] {
    guard steps > 1 else { return [0] }
    let stride = Double(count - 1) / Double(steps - 1)
    return (0..<steps).reversed().map { index in
      index == steps - 1 ? count - 1 : Int((Double(index) * stride).rounded(.toNearestOrEven))
    }
  }
}

/// The timesteps that a model was trained with, and how its file says that fewer are taken.
///
/// A step leads from one of the taken timesteps to the next; diffusers' DDIM steps back by count / steps, rounded down,
/// which is the same for `leading`, and for `trailing` where the number of steps divides the count.
public struct TrainedTimesteps: Hashable, Sendable {
  /// How many there are: 0..<count.
  public let count: Int
  /// How fewer are taken.
  public let spacing: Timesteps.Spacing
  /// What `leading` adds to every taken one.
  public let offset: Int

  /// So many timesteps, of which every so manieth is taken from the first on unless said otherwise.
  public init(count: Int = 1000, spacing: Timesteps.Spacing = .leading, offset: Int = 0) {
    (self.count, self.spacing, self.offset) = (count, spacing, offset)
  }

  /// Whether fewer are taken as if the file said nothing.
  public var isUsual: Bool { spacing == .leading && offset == 0 }

  /// So many of them, from noisy to clean, for methods of one step; those that the offset moves behind the last one are
  /// left out.
  public func taken(_ steps: Int) -> [Int] {
    switch spacing {
    case .leading: Timesteps.leading(steps, of: count, offset: offset).filter { $0 < count }
    case .trailing: Timesteps.trailing(steps, of: count)
    case .even: Timesteps.endToEnd(steps, of: count)
    }
  }

  /// The most steps none of which is moved behind the last timestep.
  public var mostSteps: Int {
    guard spacing == .leading, offset > 0 else { return count }
    return (1...count).last { ($0 - 1) * (count / $0) + offset < count } ?? 0
  }

  /// So many of them for methods of several steps, which begin at the last one; `leading` counts as `even`.
  public func takenForSeveral(_ steps: Int) -> [Int] {
    spacing == .trailing
      ? Timesteps.trailing(steps, of: count)
      : Timesteps.evenlySpaced(max(1, min(steps, count - 1)), of: count)
  }
}
