import Pipeline

/// A report in which nothing is wrong, and what its check has found out for its pages.
public struct CheckedReport: Sendable {
  /// The report; another reading of the same chapters may take its place.
  public var report: Report
  /// Its formulas as HTML.
  public let formulas: [Formula: String]
  let templates: PageTemplates
  let links: ReportLinks
}
