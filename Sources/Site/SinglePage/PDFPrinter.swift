import Chapters
import Files
import Foundation
import Pipeline

/// Has Chromium print a report's single page.
///
/// Of the engines that Debian has it alone lays out the site's own grids and formulas as the pages show them, and writes a
/// tagged PDF: headings, lists, tables, links and the alternative texts of pictures, with the headings as bookmarks.
public struct PDFPrinter: Sendable {
  private let commands: any CommandRunner
  /// Where the page lies while it is printed.
  private let folder: URL

  /// A printer of a project's report.
  public init(_ project: ProjectFolder, environment: [String: String] = ProcessInfo.processInfo.environment) {
    commands = SystemCommands(environment: environment)
    folder = project.state.appending(path: "print", directoryHint: .isDirectory)
  }

  /// The page with the texts of grids at their first pictures: Chromium writes those of pictures into a PDF, and not those
  /// of elements that stand for one. A drawing's stands before it, for those alone who read the tags. No script makes
  /// buttons of pictures on paper.
  private static func naming(_ html: String) -> String {
    html.replacing(#/<script>.*?<\/script>/#.dotMatchesNewlines(), with: "").replacing(
      #/(<div class="panels[^>]*?) role="(?:img|group)" aria-label="([^"]*)"(.*?<img [^>]*? alt=")"/#
        .dotMatchesNewlines()
    ) { "\($0.1)\($0.3)\($0.2)\"" }
    .replacing(#/<div class="plot" role="img" aria-label="([^"]*)">/#) {
      "<p class=\"only-read\">\($0.1)</p>\n\($0.0)"
    }
  }

  /// Prints a page to a file.
  ///
  /// - Parameters:
  ///   - html: the page, with everything in it.
  ///   - file: the PDF, which is replaced.
  /// - Throws: an `EnvironmentFault` where Chromium is missing or fails, or a `FileError`.
  public func print(_ html: String, to file: URL) async throws {
    try AtomicFile.createFolder(folder)
    defer { try? Disk.removeAll(folder.path) }
    let page = folder.appending(path: "report.html")
    let printed = folder.appending(path: "report.pdf")
    try Disk.write(Data(Self.naming(html).utf8), to: page.path)
    // Chromium refuses to run as root within its sandbox; the page is the report's own, and asks for nothing elsewhere.
    let isRoot = geteuid() == 0
    let arguments =
      (isRoot ? ["--no-sandbox"] : []) + [
        "--headless", "--disable-gpu", "--no-first-run",
        "--user-data-dir=\(folder.appending(path: "profile").path)",
        "--host-resolver-rules=MAP * ~NOTFOUND", "--virtual-time-budget=20000", "--no-pdf-header-footer",
        "--export-tagged-pdf", "--generate-pdf-document-outline", "--print-to-pdf=\(printed.path)",
        page.absoluteString,
      ]
    do { try await commands.run(Command("chromium", arguments)) } catch let failure as CommandFailure {
      guard failure.reason != .notFound else {
        throw EnvironmentFault.missingProgram(
          "Chromium", purpose: "printing a PDF",
          remedy: "install it: apt-get install --no-install-recommends chromium")
      }
      throw EnvironmentFault.programFailed("chromium", output: failure.message)
    }
    guard FileKind(behind: printed.path) != nil else {
      throw EnvironmentFault.programFailed("chromium", output: "it wrote no PDF")
    }
    try Disk.write(try RegularFile.content(of: printed), to: file.path)
  }
}
