import Chapters
import Pipeline

/// What can be found wrong with a report without running a block, beside what its reading has found.
public struct ReportChecks {
  private let reading: ReportReading
  private let links: ReportLinks
  private let templates: Result<PageTemplates, any Error>

  /// Checks the links and the templates of a report as it was read.
  public init(_ reading: ReportReading) {
    self.reading = reading
    links = ReportLinks(reading.report)
    templates = Result { try PageTemplates(reading.report) }
  }

  /// The report, if nothing is wrong with it.
  ///
  /// - Parameter formulas: the report's formulas as HTML, or why they could not be set.
  /// - Throws: `Diagnostics` with all mistakes of all chapters.
  public func accepted(formulas: Result<[Formula: String], any Error>) throws -> CheckedReport {
    var diagnostics = LinkCheck(reading.report, links).diagnostics
    switch templates {
    case .success(let templates): diagnostics += templates.warnings
    case .failure(let error): diagnostics += Diagnostics(error).all
    }
    if case .failure(let error) = formulas { diagnostics += Diagnostics(error).all }
    return CheckedReport(
      report: try reading.accepted(with: diagnostics), formulas: try formulas.get(),
      templates: try templates.get(), links: links)
  }
}
