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

  @Test("where neither is left, that is a mistake with its place") func nothingLeft() throws {
    let outcome = try Self.project("smoothing: 1\nsteps: false").run("check")
    #expect(outcome.status == 1)
    #expect(
      outcome.errors.contains(
        "error: loss-plot: 'smoothing' must be at least 2 where 'steps' is false, found 1"))
  }
}
