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
      try FuzzedReport(folder).build(keeping: bytes)
    },
  ]
}
