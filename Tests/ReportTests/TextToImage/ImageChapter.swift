import TestSupport
import Testing

/// A chapter with every directive of text-to-image models, in parts: what it reads, what one image goes through, what is
/// generated, and illusions.
enum ImageChapter {
  private static let sources: [any ChapterPart] = [
    """
    The network has {{tiny.parameters}} parameters and makes images of {{tiny.side}} pixels; the photo has
    {{photo.width}} columns, {{hole.pixels}} pixels of it are masked.
    """,
    Block.tiny, Block.embedded, Block.second,
    Block("image", "photo", "file: models/rgb.png\ncrop: [1, 0, 20, 17]\nmodel: tiny"),
    Block("mask", "hole", "image: photo\nbox: [2, 3, 8, 4]"),
    Block("mask", "round", "image: photo\nellipse: [8, 8, 5.5, 3]"),
    Block("mask", "corner", "image: photo\npolygon: [[0, 0], [10, 0], [0, 10]]"),
  ]

  private static let edits = [
    Block("forward", "noisy", "image: photo\nmodel: tiny\nblur: [5, 7, 9]\nsigma: [1, 2, 3]"),
    Block("estimate", "one-step", "image: photo\nmodel: tiny"),
    Block(
      "iterative", "blurred",
      "image: photo\nmodel: tiny\nsteps: every 200\nstart: 2\nevery: 3\nblur: 5\nsigma: 1"),
    Block("iterative", "steps", "image: photo\nmodel: tiny\nsteps: every 200\nstart: 1\nevery: 2"),
    Block(
      "iterative", "fractional", "image: photo\nmodel: tiny\nsteps: 5\nstart: 1\nevery: 2\nsampler: heun"),
    Block(
      "edit", "edits", "image: photo\nmodel: tiny\nprompt: a pencil\nsteps: every 200\nstarts: [0, 3, 5]"),
    Block("inpaint", "filled", "image: photo\nmask: hole\nmodel: tiny\nsteps: every 200"),
    Block("inpaint", "implicit", "image: photo\nmask: hole\nmodel: tiny\nsteps: every 200\nsampler: ddim"),
    Block(
      "inpaint", "resampled",
      "image: photo\nmask: corner\nmodel: tiny\nsteps: 4\njump: 2\nrepetitions: 2\nnegative: a pencil"),
  ]

  private static let generated = [
    Block("generate", "first", "model: tiny\nprompts: [a rocket ship, a pencil]\ncount: 2\nsteps: 4"),
    Block("generate", "stored", "model: embedded\nprompts: a pencil\nsteps: 3\nsampler: dpm-solver"),
    Block("generate", "heun", "model: embedded\nprompts: a pencil\nsteps: 3\nsampler: heun"),
    Block("generate", "unipc", "model: embedded\nprompts: a pencil\nsteps: 3\nsampler: unipc"),
    Block("generate", "ddim", "model: embedded\nprompts: a pencil\nsteps: fast27\nsampler: ddim"),
    Block(
      "upscale", "larger",
      """
      of: first
      pictures: [2, 3]
      model: second
      encoder: tiny
      prompts: [a rocket ship, a pencil]
      steps: 3
      every: 1
      """),
    Block(
      "upscale", "photo-larger",
      """
      of: photo
      model: second
      encoder: embedded
      prompts: a pencil
      steps: 2
      sampler: unipc
      noise-level: 50
      """),
  ]

  private static let illusions = [
    Block(
      "anagram", "turned", "model: tiny\nprompts: [a pencil, a man]\nsharing: turns\nsteps: 3\nsampler: heun"),
    Block("anagram", "flipped", "model: tiny\nprompts: [a pencil, a rocket ship]\nsteps: 3"),
    Block(
      "anagram", "many",
      """
      model: embedded
      views: [clockwise, counterclockwise, half-turn, negative, skew, jigsaw, patches, pixels, inner-circle,
        square-hinge]
      prompts: [\(Array(repeating: "a pencil", count: 11).joined(separator: ", "))]
      sharing: turns
      steps: 2
      """),
    Block("hybrid", "frequencies", "model: tiny\nprompts: [a pencil, a rocket ship]\nkernel: 9\nsteps: 3"),
    Block(
      "hybrid", "three", "model: tiny\nparts: triple\nprompts: [a pencil, a man, a dog]\nkernel: 9\nsteps: 2"),
    Block("hybrid", "colours", "model: tiny\nparts: colour\nprompts: [a pencil, a man]\nsteps: 2"),
    Block("hybrid", "moved", "model: tiny\nparts: motion\nprompts: [a pencil, a man]\nsteps: 2"),
    Block("hybrid", "shared", "model: tiny\nparts: scale\nprompts: [a pencil, a man, a dog]\nsteps: 2"),
  ]

  /// What a second stage makes larger.
  private static let enlarged = [
    Block(
      "generate", "grown",
      "model: tiny\nprompts: [a rocket ship, a pencil]\ncount: 2\nsteps: 4\nsecond: second\nsecond-steps: 3"),
    Block(
      "upscale", "grown-apart",
      """
      of: first
      model: second
      encoder: tiny
      prompts: [a rocket ship, a rocket ship, a pencil, a pencil]
      steps: 3
      """),
    Block(
      "edit", "grown-edits",
      """
      image: photo
      model: tiny
      prompt: a pencil
      steps: every 200
      starts: [0, 3]
      second: second
      second-steps: 2
      second-guidance: 1
      """),
    Block(
      "inpaint", "grown-filled",
      """
      image: photo
      mask: hole
      model: tiny
      steps: every 200
      second: second
      second-steps: 2
      second-noise: 40
      """),
    Block(
      "anagram", "grown-flipped",
      """
      model: tiny
      views: [flip, jigsaw]
      prompts: [a pencil, a man, a dog]
      count: 2
      steps: 3
      second: second
      second-steps: 2
      """),
    Block(
      "hybrid", "grown-frequencies",
      "model: tiny\nprompts: [a pencil, a man]\nkernel: 9\nsteps: 2\nsecond: second\nsecond-steps: 2"),
  ]

  static let parts: [any ChapterPart] = sources + edits + generated + illusions + enlarged

  /// The ids of the blocks that show pictures.
  static let figures = parts.compactMap { $0 as? Block }.filter { $0.directive != "model" }.map(\.id)

  /// A project with the chapter after one build, for tests that only look.
  nonisolated(unsafe) static let built = Result {
    let project = try SampleReport.withModels(parts)
    try #require(try project.run("build").status == 0)
    return project
  }
}
