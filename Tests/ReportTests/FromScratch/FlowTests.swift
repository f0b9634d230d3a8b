import Foundation
import TestSupport
import Testing

/// Flows from a chapter: training, sampling, and what may be asked of which.
@Suite struct FlowTests {
  static let digits =
    "data: ./digits\nlimit: 64\nnetwork: class-conditional\nobjective: flow-matching\n"

  @Test("a grid of samples has its rows, columns and labels, and two builds draw the same bits") func grid()
    throws
  {
    let flow = Block(
      "train", "flow",
      Self.digits + "width: 4\nbatch: 32\nepochs: 2\nkeep: [1, 2]\nrate: 0.01\nschedule: exponential\nseed: 0"
    )
    let grid = Block(
      "sample", "grid",
      """
      model: [flow@1, flow@2]
      labels: [0, 3, 7]
      rows: 2
      guidance: 2
      steps: 3
      solver: heun
      seed: 0
      """)
    let pixels = try (0..<2).map { _ in
      let project = try SampleReport.fresh()
      try project.write(SampleChapter([flow, grid]))
      let outcome = try project.run("build")
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(try project.result(of: "grid").number("evaluations") == 12)
      let page = try project.read("site/03-case.html")
      #expect(page.contains("after 1 epoch") && page.contains("after 2 epochs"))
      return try project.pixelSums(in: "site/figures/grid")
    }
    #expect(pixels[0].count == 12)
    #expect(pixels[0] == pixels[1])
    #expect(Set(pixels[0].values).count > 6, "rows from different epochs and noise differ")
  }

  /// A flow with every option.
  private static let teacher = Block(
    "train", "teacher",
    digits + """
      times: logit-normal(0, 1)
      coupling: optimal-transport
      width: 4
      batch: 32
      epochs: 2
      keep: [1, 2]
      rate: 0.01
      schedule: cosine
      final-rate: 0.1
      warm-up: 2
      clip: 1
      ema: 0.9
      validation: 20
      seed: 0
      """)

  /// One that learns from its pairs.
  private static let pupil = Block(
    "train", "pupil",
    digits + """
      reflow: teacher@1
      reflow-steps: 3
      reflow-solver: heun3
      width: 4
      batch: 32
      epochs: 1
      seed: 0
      """)

  private static let reflow = SampleChapter([
    teacher, pupil, Block("loss-plot", "both", "runs: [teacher, pupil]"),
  ]).description

  @Test("a flow trains with every option, a second one on its pairs, and two builds give the same bits")
  func reflow() throws {
    let tensors = try (0..<2).map { _ in
      let project = try SampleReport.fresh()
      try project.write(Self.reflow, to: SampleChapter.path)
      let outcome = try project.run("build")
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(try project.result(of: "teacher").number("validation-loss") > 0)
      let pupil = try project.result(of: "pupil")
      #expect(try pupil.number("pair-straightness") > 0 && pupil.number("straightness") > 0)
      let losses = try project.read("\(try project.entry(of: "both"))/plot.csv")
      #expect(losses.contains("teacher, validation"), "the plot of both has the validation losses")
      return try project.snapshot(of: ".report/store").filter { $0.key.hasSuffix(".safetensors") }
    }
    #expect(tensors[0].count == 5, "three checkpoints here and two of the sample's own")
    #expect(tensors[0] == tensors[1])
  }

  /// A teacher with far too large a rate, and nothing in its training that would notice.
  static let wild = reflow.replacing("rate: 0.01", with: "rate: 10").replacing("ema: 0.9\n", with: "")
    .replacing("validation: 20\n", with: "")

  @Test("a flow that overflows makes no pairs, and the message says what to do") func overflow() throws {
    let project = try SampleReport.fresh()
    try project.write(
      Self.wild.replacing("reflow-steps: 3", with: "reflow-steps: 60"), to: SampleChapter.path)
    let outcome = try project.run("build")
    #expect(outcome.status == 3)
    try Transcript.reflowOverflows.expect(outcome.errors)
  }

  @Test("a reflow that was interrupted keeps its pairs and goes on to the same bits") func interruption()
    throws
  {
    let chapter = Self.reflow.replacing("epochs: 1\n", with: "epochs: 60\n")
    let tensors = try [true, false].map { isInterrupted in
      let project = try SampleReport.fresh()
      try project.write(chapter, to: SampleChapter.path)
      if isInterrupted {
        let running = try Running(["build", "--checkpoint-interval", "0.01"], in: project.root)
        running.waitForError(containing: "pupil (never built)")
        project.waitForWork(named: "pairs.safetensors")
        running.signal(SIGKILL)
        _ = running.wait()
      }
      let outcome = try project.run("build")
      #expect(outcome.status == 0, "\(outcome.errors)")
      return try project.snapshot(of: ".report/store").filter { $0.key.hasSuffix(".safetensors") }
    }
    #expect(tensors[0] == tensors[1])
  }

  @Test("a loss that is no number stops at that step and keeps the network before it") func overflowingLoss()
    throws
  {
    let project = try SampleReport.fresh()
    // The pairs of a wild teacher are numbers whose squares are none.
    let oneStep = Self.wild.replacing("reflow-solver: heun3", with: "reflow-solver: euler")
      .replacing("reflow-steps: 3", with: "reflow-steps: 1")
    try project.write(oneStep, to: SampleChapter.path)
    let outcome = try project.run("build")
    #expect(outcome.status == 3)
    let message =
      #/03-case.md:27:1: error: train: the loss is -?(inf|nan) in epoch 1, step 1 \(learning rate [0-9.]+, gradient norm -?[0-9.einfa+]+\)\n  27 \| ```{train} pupil/#
    #expect(outcome.errors.contains(message), "\(outcome.errors)")
    #expect(
      outcome.errors.contains(
        "help: try a smaller 'rate', a 'warm-up' or 'clip'; the network before this step is"))
    #expect(project.work(named: "last-good.safetensors").count == 1)
  }

  @Test("a flow through which dopri5 finds no way is a message, not a loop") func noWay() throws {
    let project = try SampleReport.fresh()
    let training = Self.wild.components(separatedBy: "```{train} pupil")[0]
    let lost = Block("sample", "lost", "model: teacher\nlabels: [0, 5]\nsolver: dopri5\nseed: 0")
    try project.write("\(training)\(lost)\n", to: SampleChapter.path)
    let outcome = try project.run("build")
    #expect(outcome.status == 1)
    try Transcript.noWay.expect(outcome.errors)
  }

  @Test("a validation loss that is no number stops at that step and keeps the network before it")
  func divergence()
    throws
  {
    let project = try SampleReport.fresh()
    try project.write(Self.reflow.replacing("rate: 0.01", with: "rate: 10"), to: SampleChapter.path)
    let outcome = try project.run("build")
    #expect(outcome.status == 3)
    let message =
      #/03-case.md:6:1: error: train: the validation loss is -?(inf|nan) in epoch [12], step [24] \(learning rate [0-9.]+, gradient norm [0-9.e+]+\)\n  6 \| ```{train} teacher/#
    #expect(outcome.errors.contains(message), "\(outcome.errors)")
    let help =
      "help: try a smaller 'rate', a 'warm-up' or 'clip'; the network before this step is kept in PROJECT/.report/"
    #expect(outcome.errors.contains(help))
    #expect(project.work(named: "last-good.safetensors").count == 1)
    // The saved state is the one before the step, so a second build meets the same loss at once.
    let again = try project.run("build")
    #expect(again.errors.contains("goes on after step"))
    #expect(again.errors.contains("the validation loss is"))
  }
}
