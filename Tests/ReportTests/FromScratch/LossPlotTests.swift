import Foundation
import TestSupport
import Testing

/// What `{loss-plot}` draws of a training.
@Suite struct LossPlotTests {
  private static let chapter = "report/02-training.md"

  /// The sample with options behind those of its plot.
  private static func project(_ options: String) throws -> Scratch {
    let project = try SampleReport.built()
    try project.replace(
      "{loss-plot} losses\nruns: denoiser\n", with: "{loss-plot} losses\nruns: denoiser\n\(options)\n",
      in: chapter)
    return project
  }

  @Test("single steps stand behind their averages unless they are left out", arguments: [true, false])
  func steps(_ areShown: Bool) throws {
    let project = try Self.project("smoothing: 2\nsteps: \(areShown)")
    #expect(try project.run("build").status == 0)
    let drawing = try project.read("site/figures/losses/plot.svg")
    #expect(drawing.contains("<path class=\"c1 smoothed\" d=\"M"))
    #expect(drawing.contains("<path class=\"c1 raw\" d=\"M") == areShown)
  }

  @Test("a line marks what another block measured, as if its number stood there") func measuredFloor() throws
  {
    let project = try Self.project("floor: \"{{mean.variance}}\"\nfloor-label: variance")
    func line() throws -> String {
      let outcome = try project.run("build")
      try #require(outcome.status == 0, "\(outcome.errors)")
      let drawing = try project.read("site/figures/losses/plot.svg")
      return String(try #require(drawing.firstMatch(of: #/class="[^"]*reference" d="([^"]*)"/#)).1)
    }
    let measured = try line()
    let number = try project.result(of: "mean").number("variance")
    try project.replace("\"{{mean.variance}}\"", with: "\(number)", in: Self.chapter)
    #expect(try line() == measured)
    try project.replace("floor: \(number)", with: "floor: \"{{denoiser.weights}}\"", in: Self.chapter)
    let outcome = try project.run("build")
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("'{{denoiser.weights}}' is no number but '"), "\(outcome.errors)")
  }

  @Test("where neither is left, that is a mistake with its place") func nothingLeft() throws {
    let outcome = try Self.project("smoothing: 1\nsteps: false").run("check")
    #expect(outcome.status == 1)
    #expect(
      outcome.errors.contains(
        "error: loss-plot: 'smoothing' must be at least 2 where 'steps' is false, found 1"))
  }
}
