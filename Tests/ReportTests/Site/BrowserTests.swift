import Foundation
import TestSupport
import Testing

/// The pages in a real browser.
@Suite(.enabled(if: Tools.has("chromium"), "chromium is not installed"), .serialized)
struct BrowserTests {
  /// What a page says of itself once it is laid out.
  private struct Layout: Decodable {
    let scrollWidth, clientWidth, images, plots, formulas: Int
    /// Pictures that did not load.
    let brokenImages: Int
    /// The text colour and the page's colour, as `rgb(r, g, b)`.
    let ink, paper: String
  }

  /// Runs when everything has been loaded; the copy's pictures are not lazy, so that includes them all.
  private static let probe = """
    <script>addEventListener("load", () => {
      const style = getComputedStyle(document.documentElement);
      document.body.textContent = "LAYOUT" + JSON.stringify({
        scrollWidth: document.documentElement.scrollWidth, clientWidth: document.documentElement.clientWidth,
        images: document.images.length,
        brokenImages: [...document.images].filter((image) => image.naturalWidth === 0).length,
        ink: style.color, paper: style.backgroundColor,
        plots: document.querySelectorAll(".plot svg").length,
        formulas: document.querySelectorAll(".katex math").length,
      }) + "END";
    });</script>
    """

  /// Opens a copy of a page that measures itself, from a file address, without a network.
  private static func layout(_ page: String, of project: Scratch, width: Int, isDark: Bool = false) throws
    -> Layout
  {
    let copy = "site/probe-\(page)"
    try project.write(
      try project.read("site/\(page)").replacing("</head>", with: probe + "</head>")
        .replacing(" loading=\"lazy\" decoding=\"async\"", with: ""), to: copy)
    defer { try? project.remove(copy) }
    let chromium = Process()
    chromium.executableURL = URL(filePath: try #require(Tools.path("chromium")))
    let home = try Scratch()
    chromium.arguments = [
      "--headless", "--no-sandbox", "--disable-gpu", "--allow-file-access-from-files",
      "--virtual-time-budget=60000",
      "--user-data-dir=\(home.root.path)", "--window-size=\(width),900",
      "--blink-settings=preferredColorScheme=\(isDark ? 0 : 1)", "--dump-dom",
      project.url(copy).absoluteString,
    ]
    let output = Pipe()
    chromium.standardOutput = output
    chromium.standardError = FileHandle.nullDevice
    try chromium.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    chromium.waitUntilExit()
    let found = try #require(
      text.firstMatch(of: #/LAYOUT(\{.*?\})END/#), "the page did not answer: \(text.prefix(2000))")
    return try JSONDecoder().decode(Layout.self, from: Data(found.1.utf8))
  }

  @Test("every picture loads and nothing is wider than the screen", arguments: [1280, 768, 390])
  func fits(_ width: Int) throws {
    let project = try SampleReport.built()
    for page in ["index.html", "01-data.html", "02-training.html"] {
      let layout = try Self.layout(page, of: project, width: width)
      #expect(layout.brokenImages == 0)
      #expect(layout.scrollWidth <= layout.clientWidth, "\(page) at \(width)")
      #expect(layout.images == (page == "01-data.html" ? 15 : page == "02-training.html" ? 9 : 2))
    }
  }

  @Test("plots are drawn and formulas are set, for the eye and for screen readers") func plotsAndFormulas()
    throws
  {
    let layout = try Self.layout("02-training.html", of: try SampleReport.built(), width: 1280)
    #expect(layout.plots == 2)
    #expect(layout.formulas == 2)
  }

  @Test("a reader who prefers dark pages gets light text on dark paper") func dark() throws {
    let project = try SampleReport.built()
    let light = try Self.layout("01-data.html", of: project, width: 1000)
    let dark = try Self.layout("01-data.html", of: project, width: 1000, isDark: true)
    #expect(Self.brightness(light.paper) > 0.9 && Self.brightness(light.ink) < 0.3)
    #expect(Self.brightness(dark.paper) < 0.2 && Self.brightness(dark.ink) > 0.7)
  }

  /// From 0 for black to 1 for white.
  private static func brightness(_ color: String) -> Double {
    let parts = color.matches(of: #/\d+/#).prefix(3).compactMap { Double($0.0) }
    return parts.reduce(0, +) / 3 / 255
  }
}
