import Foundation
import TestSupport
import Testing

/// What data files of one's own hold is told by `check`: all mistakes of all files in one round, as the author's.
@Suite struct DataCheckTests {
  /// Files laid over the sample's data set, a block that reads it, and what is told.
  struct Row: CustomTestStringConvertible {
    let testDescription: String
    var files: [String: Data] = [:]
    let block: Block
    let messages: [String]
    var help: String?
  }

  private static func train(_ options: String = "") -> Block {
    Block("train", "case", "data: ./digits\nwidth: 2\nepochs: 1\(options.isEmpty ? "" : "\n")\(options)")
  }
  private static let classes = "objective: flow-matching\nnetwork: class-conditional"

  /// Counts that the images do not suffice for: 160 in the training split, 40 in the test split.
  static let counts: [Row] = [
    ("dataset", "count: 41", "'count' is 41, but the test split of './digits' has 40 images"),
    (
      "dataset", "split: train\ncount: 161",
      "'count' is 161, but the train split of './digits' has 160 images"
    ),
    ("noise", "index: 160", "'index' is 160, but the train split of './digits' has 160 images"),
    ("noise", "split: test\nindex: 40", "'index' is 40, but the test split of './digits' has 40 images"),
    ("denoise", "model: denoiser\nevaluate: 41", "'evaluate' is 41, but the test split of './digits' has 40"),
    (
      "denoise-levels", "model: denoiser\nindex: 40", "'index' is 40, but the test split of './digits' has 40"
    ),
    ("denoise-levels", "model: denoiser\nevaluate: 100", "'evaluate' is 100, but the test split of"),
    ("train", "width: 2\nvalidation: 41", "'validation' is 41, but the test split of './digits' has 40"),
    ("likelihood", "model: flow\nimages: 41", "'images' is 41, but the test split of './digits' has 40"),
    ("neighbours", "model: flow\nsearched: 41", "'searched' is 41, but the test split of './digits' has 40"),
    ("evaluate", "model: flow\nclassifier: judge\nreference: 41", "'reference' is 41, but the test split of"),
    (
      "sweep", "model: flow\nclassifier: judge\nsteps: [1, 2]\nreference: 41",
      "'reference' is 41, but the test split of"
    ),
  ].map { directive, options, message in
    Row(
      testDescription: "\(directive): \(options.replacing("\n", with: ", "))",
      block: Block(directive, "case", "data: ./digits\n\(options)"), messages: [message])
  }

  static let contents = [
    Row(
      testDescription: "images of another size for a network",
      files: ["train-images-idx3-ubyte": SampleImages.images(160, side: 32)], block: train(),
      messages: ["the network takes images of 28 x 28 pixels, and those of './digits' have 32 x 32"],
      help: "use a data set of MNIST's size"),
    Row(
      testDescription: "both splits of another size for a classifier",
      files: [
        "train-images-idx3-ubyte": SampleImages.images(160, side: 27),
        "t10k-images-idx3-ubyte": SampleImages.images(40, side: 32),
      ], block: Block("classifier", "case", "data: ./digits"),
      messages: ["those of './digits' have 27 x 27", "those of './digits' have 32 x 32"]),
    Row(
      testDescription: "a class too many",
      files: ["train-labels-idx1-ubyte": labels(160, first: 11)], block: train(classes),
      messages: ["a class-conditional network knows 10 classes, and './digits' has 12"]),
    Row(
      testDescription: "a class too many in the other split",
      files: ["t10k-labels-idx1-ubyte": labels(40, first: 200)], block: train("\(classes)\nvalidation: 4"),
      messages: ["a class-conditional network knows 10 classes, and './digits' has 201"]),
    Row(
      testDescription: "more labels than images",
      files: ["train-labels-idx1-ubyte": SampleImages.labels(161)], block: train(),
      messages: ["train-labels-idx1-ubyte: expected 160 labels, one for each image, found 161"]),
    Row(
      testDescription: "images in the labels' place",
      files: ["train-labels-idx1-ubyte": SampleImages.images(160)], block: train(),
      messages: ["train-labels-idx1-ubyte: expected 1 dimension, found 3"]),
    Row(
      testDescription: "four damaged files at once, and a count",
      files: [
        "train-images-idx3-ubyte": SampleImages.images(160).dropLast(5),
        "train-labels-idx1-ubyte": Data(), "t10k-images-idx3-ubyte": Data("no IDX".utf8),
        "t10k-labels-idx1-ubyte": SampleImages.labels(40) + Data([1]),
      ], block: Block("classifier", "case", "data: ./digits"),
      messages: [
        "train-images-idx3-ubyte: expected 125456 bytes, found only 125451",
        "train-labels-idx1-ubyte: expected an IDX file, found no bytes",
        "t10k-images-idx3-ubyte: expected an IDX file (first bytes 00 00 08), found 6e 6f 20 49",
        "t10k-labels-idx1-ubyte: expected 48 bytes, found 1 more",
      ]),
    Row(
      testDescription: "a packed file under the plain name",
      files: ["train-images-idx3-ubyte": Data([0x1f, 0x8b, 8, 0, 0])], block: train(),
      messages: ["train-images-idx3-ubyte: expected an IDX file, found gzip'ed content"],
      help: "unpack it: mv"),
    Row(
      testDescription: "a split of one image has no spread",
      files: [
        "t10k-images-idx3-ubyte": SampleImages.images(1), "t10k-labels-idx1-ubyte": SampleImages.labels(1),
      ], block: Block("likelihood", "case", "model: flow\ndata: ./digits"),
      messages: ["the test split of './digits' has a single image, which has no spread"]),
    Row(
      testDescription: "too few test images to compare with",
      files: [
        "t10k-images-idx3-ubyte": SampleImages.images(3), "t10k-labels-idx1-ubyte": SampleImages.labels(3),
      ], block: Block("evaluate", "case", "model: flow\nclassifier: judge\ndata: ./digits"),
      messages: ["the test split of './digits' has 3 images, too few to compare with"]),
  ]

  /// Labels of which the first is another.
  private static func labels(_ count: Int, first: UInt8) -> Data {
    var data = SampleImages.labels(count)
    data[8] = first
    return data
  }

  private static let models = [
    Block("train", "denoiser-of-mnist", "data: ./whole\nwidth: 2\nepochs: 1"),
    Block(
      "train", "flow",
      "data: ./whole\nobjective: flow-matching\nnetwork: time-conditional\nwidth: 2\nepochs: 1"),
    Block("classifier", "judge", "data: ./whole\nepochs: 1"),
  ]

  @Test("what files of one's own hold is told before anything runs", arguments: counts + contents)
  func told(_ row: Row) throws {
    let project = try SampleReport.fresh()
    try project.write("---\ntitle: Data\norder: 1\n---\n", to: "report/01-data.md")
    try project.replace("data: ./digits", with: "data: ./whole", in: "report/02-training.md")
    try SampleImages.write(to: project, in: "report/whole")
    for (name, content) in row.files { try project.write(content, to: "report/digits/\(name)") }
    try project.write(SampleChapter(Self.models + [row.block]))
    let outcome = try project.run("check")
    #expect(outcome.status == 1, "\(outcome.errors)")
    for message in row.messages { #expect(outcome.errors.contains(message), "\(outcome.errors)") }
    if let help = row.help { #expect(outcome.errors.contains("help: \(help)"), "\(outcome.errors)") }
    #expect(outcome.errors.matches(of: #/error: /#).count == row.messages.count, "\(outcome.errors)")
    let build = try project.run("build")
    #expect(build.status == 1)
    #expect(build.errors == outcome.errors, "nothing runs before all mistakes are mended")
  }

  @Test("what there is suffices, and defaults mean 'at the most'") func sound() throws {
    let project = try SampleReport.fresh()
    try project.write(
      SampleChapter([
        Block("dataset", "all", "data: ./digits\nsplit: train\ncount: 160"),
        Block("noise", "last", "data: ./digits\nindex: 159"),
        Block("denoise", "some", "model: denoiser\ndata: ./digits"),
        Block("denoise-levels", "levels", "model: denoiser\ndata: ./digits\nindex: 39\nevaluate: 40"),
      ]))
    let outcome = try project.run("check")
    #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
  }

  @Test("a limit above what there is is a warning") func limit() throws {
    let project = try SampleReport.fresh()
    try project.write(
      SampleChapter([Self.train("limit: 1000"), Block("classifier", "c", "data: ./digits\nlimit: 160")]))
    let outcome = try project.run("check")
    #expect(outcome.status == 0)
    #expect(
      outcome.errors.contains(
        "warning: train: 'limit' is 1000, but the train split of './digits' has only 160, which are all used"
      ))
    #expect(outcome.errors.matches(of: #/warning: /#).count == 1, "\(outcome.errors)")
  }

  @Test("every missing file of a set is told, with the way to unpack one that is there packed") func missing()
    throws
  {
    let project = try SampleReport.fresh()
    try project.write(SampleChapter([Self.train("validation: 3")]))
    for name in ["train-images-idx3-ubyte", "t10k-labels-idx1-ubyte"] {
      try project.remove("report/digits/\(name)")
    }
    try project.write([0x1f, 0x8b], to: "report/digits/t10k-labels-idx1-ubyte.gz")
    try project.write(SampleImages.images(160), to: "report/digits/train-images.idx3-ubyte")
    let errors = try project.run("check").errors
    let own = errors.split(separator: "report/03-case.md").map(String.init)
    #expect(
      own.contains {
        $0.contains("train-images-idx3-ubyte is missing") && $0.contains("help: rename it: mv '")
      }, "\(errors)")
    #expect(
      own.contains {
        $0.contains("t10k-labels-idx1-ubyte is missing") && $0.contains("help: unpack it: gzip -dk '")
      })
  }
}
