import Chapters

/// A profile was asked for that `report.yml` does not have.
public struct UnknownProfile: Error, CustomStringConvertible {
  /// The profile that was asked for.
  public let name: String
  /// Those that there are.
  public let known: [String]

  /// The profile that was asked for.
  public var description: String { "the report has no profile '\(name)'" }
}

/// A report that has been read and found free of mistakes, ready to be planned, built and rendered.
public struct Report: Sendable {
  /// The folders.
  public let project: ProjectFolder
  /// What `report.yml` says.
  public let manifest: Manifest
  /// The profile whose values the blocks have.
  public let profile: String
  /// The chapters in reading order.
  public let chapters: [Chapter]
  /// All blocks in reading order.
  public let blocks: [DecodedBlock]
  /// Figure, table and equation numbers by id.
  public let numbering: Numbering
}
