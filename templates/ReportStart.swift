/// What a new report begins with.
public enum ReportStart: String, CaseIterable, Sendable {
  /// One chapter with a first training.
  case chapter
  /// The answers to an assignment, a chapter for each task.
  case assignment
  /// A laboratory notebook: an entry and its measurements.
  case notebook
  /// A single page that needs no data.
  case page

  /// Its files in the report's folder, the manifest apart, with their texts; the first is the one to open.
  public var files: [(name: String, text: String)] {
    switch self {
    case .chapter: [("01-first-figure.md", Templates.firstChapter)]
    case .assignment:
      [
        ("01-first-task.md", Templates.text(PackageResources.assignment_1_md)),
        ("02-second-task.md", Templates.text(PackageResources.assignment_2_md)),
      ]
    case .notebook:
      [
        ("01-first-entry.md", Templates.text(PackageResources.notebook_md)),
        ("first-measurements.csv", Templates.text(PackageResources.notebook_csv)),
      ]
    case .page: [("page.md", Templates.text(PackageResources.page_md))]
    }
  }

  /// The manifest, with `{{name}}` in the place of the title.
  public var manifest: String {
    switch self {
    case .chapter: Templates.manifest
    case .assignment: Templates.text(PackageResources.assignment_yml)
    case .notebook: Templates.text(PackageResources.notebook_yml)
    case .page: Templates.text(PackageResources.page_yml)
    }
  }

  /// The workflow that builds a report on GitHub and publishes it.
  public static var workflow: String { Templates.text(PackageResources.workflow_yml) }
}
