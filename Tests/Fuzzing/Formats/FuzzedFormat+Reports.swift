import Foundation
import TestSupport

extension FuzzedFormat {
  /// What an author writes, and what a build left.
  static let reports = [
    FuzzedFormat("chapter", prepare: FuzzedReport.write) { bytes, folder in
      try folder.write(bytes, to: FuzzedReport.chapter)
      try FuzzedReport(folder).build()
    },
    FuzzedFormat("front-matter", prepare: FuzzedReport.write) { bytes, folder in
      try folder.write(
        Data("---\n".utf8) + bytes + Data("\n---\n\nText.\n".utf8), to: FuzzedReport.chapter)
      try FuzzedReport(folder).build()
    },
    FuzzedFormat("report-yml", prepare: FuzzedReport.write) { bytes, folder in
      try folder.write(bytes, to: FuzzedReport.manifest)
      try FuzzedReport(folder).build()
    },
    FuzzedFormat("template", prepare: FuzzedReport.write) { bytes, folder in
      for page in ["index", "chapter", "figure"] {
        try folder.write(bytes, to: "templates/\(page).mustache")
      }
      try FuzzedReport(folder).build()
    },
    FuzzedFormat("result", prepare: FuzzedReport.write) { bytes, folder in
      try FuzzedReport(folder).build(finding: FuzzedResult(record: bytes))
    },
    FuzzedFormat("drawing", prepare: FuzzedReport.write) { bytes, folder in
      try FuzzedReport(folder).build(finding: FuzzedResult(record: Data(plot.utf8), drawing: bytes))
    },
  ]

  /// The record of a result that shows `plot.svg`.
  private static let plot = """
    {"directive": "noise", "figure": {"plot": {"svg": "plot.svg", "csv": "plot.csv"}},
     "files": {"plot.svg": {"bytes": LENGTH, "sha256": "SUM"},
      "plot.csv": {"bytes": 0, "sha256": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"}},
     "format": 1, "recipe": RECIPE, "seconds": 1, "values": [{"name": "label", "text": "5"}]}
    """
}
