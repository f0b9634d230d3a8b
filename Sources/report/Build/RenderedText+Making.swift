import Chapters
import Pipeline
import Site

extension RenderedText {
  /// What other programs make of a report's text.
  ///
  /// - Parameter formulas: the formulas, set already.
  init(of report: Report, formulas: [Formula: String]) throws {
    self = try interruptible {
      RenderedText(
        formulas: formulas, sources: try await Bibliographer(report.project).write(report),
        listings: try await Highlighter(report.project).colour(report))
    }
  }
}
