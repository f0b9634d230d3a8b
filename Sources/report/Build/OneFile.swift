import ArgumentParser
import Files
import Foundation
import Pipeline
import Site

/// The report as one file beside its site, where that is asked for.
struct OneFileOptions: ParsableArguments {
  @Flag(
    help: "Write the whole report as one page as well, with everything in it: report.html beside the site.")
  var singleFile = false

  @Flag(help: "Print it as well, by Chromium: report.pdf beside the site, tagged and with bookmarks.")
  var pdf = false

  /// Writes what is asked for.
  ///
  /// - Returns: the files.
  /// - Throws: a `Complaint` or a `FileError`.
  func write(_ writer: SiteWriter, of project: ProjectFolder) throws -> [URL] {
    guard singleFile || pdf else { return [] }
    let page = try writer.singlePage()
    let files = (
      page: project.root.appending(path: "report.html"), pdf: project.root.appending(path: "report.pdf")
    )
    if singleFile { try AtomicFile.write(Data(page.utf8), to: files.page) }
    if pdf { try interruptible { try await PDFPrinter(project).print(page, to: files.pdf) } }
    return (singleFile ? [files.page] : []) + (pdf ? [files.pdf] : [])
  }
}
