import Foundation
import TestSupport
import Testing

/// What every directive says that a block of it takes of memory, beside what the program took when it ran it.
@Suite(.enabled(if: Program.isOptimized), .serialized) struct MemoryEstimateTests {
  private static let flow = "objective: flow-matching\nnetwork: class-conditional"

  /// Blocks on digits, in an order in which each comes after those it reads; most directives at two sizes.
  private static let digits = [
    Block("dataset", "four", "count: 4"), Block("mean-image", "mean", ""), Block("noise", "noise", ""),
    training("small", width: 16, batch: 64, limit: 256), training("wide", width: 64, batch: 64, limit: 192),
    training("many", width: 16, batch: 1024, limit: 2048),
    training("flow", width: 16, batch: 64, limit: 192, flow),
    training("wide-flow", width: 64, batch: 64, limit: 128, flow + "\nema: 0.9\nvalidation: 64"),
    Block("denoise", "denoise-few", "model: small\ncount: 3\nevaluate: 100"),
    Block("denoise", "denoise-many", "model: wide\ncount: 3\nevaluate: 2000"),
    Block("denoise-levels", "levels-many", "model: small\nevaluate: 2000"),
    Block("denoise-levels", "levels-few", "model: wide\nevaluate: 64"),
    Block("from-noise", "draws-many", "model: small\nevaluate: 20000"),
    Block("from-noise", "draws-few", "model: wide\nevaluate: 64"),
    Block("sample", "sample-few", "model: flow\nlabels: 0...9\nrows: 2\nsteps: 2\nguidance: 2"),
    Block("sample", "sample-many", "model: wide-flow\nlabels: 0...9\nrows: 20\nsteps: 2\nguidance: 2"),
    Block("film", "film-few", "model: flow\nlabels: [1, 2]\nsteps: 2"),
    Block("film", "film-many", "model: wide-flow\nlabels: 0...9\nrows: 4\nsteps: 2\nguidance: 2"),
    Block("classifier", "judge", "epochs: 1\nbatch: 64\nlimit: 512"),
    Block("classifier", "judge-of-many", "epochs: 1\nbatch: 2048"),
    evaluation("evaluate-few", samples: 10, reference: 100),
    evaluation("evaluate-many", samples: 200, reference: 2000),
    Block("sweep", "sweep-few", "model: flow\nlabels: 0...9\nsteps: [1, 2]\nguidance: [1, 2]"),
    Block(
      "sweep", "sweep-many",
      "model: wide-flow\nlabels: 0...9\nsteps: [1, 2]\nguidance: [1, 2]\nclassifier: judge\nsamples: 20\nshow: frechet"
    ),
    Block("neighbours", "neighbours", "model: flow\nlabels: 0...9\nsearched: 1000\nsteps: 2"),
    Block(
      "neighbours", "wide-neighbours",
      "model: wide-flow\nlabels: 0...9\nclassifier: judge\nsearched: 100\nsteps: 2"),
    Block("likelihood", "bits-few", "model: flow\nimages: 10\nsolver: euler\nsteps: 2"),
    Block("likelihood", "bits-many", "model: wide-flow\nimages: 64\nlabels: own\nsolver: euler\nsteps: 2"),
    Block("loss-plot", "losses", "runs: [small, wide]"),
    Block("compare", "compared", "blocks: [sample-few, film-few]"),
  ]

  private static func training(
    _ id: String, width: Int, batch: Int, limit: Int, _ more: String = "objective: denoising"
  ) -> Block {
    Block("train", id, "width: \(width)\nbatch: \(batch)\nlimit: \(limit)\nepochs: 1\n\(more)")
  }

  private static func evaluation(_ id: String, samples: Int, reference: Int) -> Block {
    Block(
      "evaluate", id,
      "model: flow\nclassifier: judge\nsamples: \(samples)\nreference: \(reference)\nsearched: 50\nsteps: 2")
  }

  @Test("the memory of blocks on digits is estimated within a factor of 1.5") func ofDigits() throws {
    let project = try Self.project()
    for split in ["train", "t10k"] {
      try project.write(
        Self.header([0x803, 2048, 28, 28]) + Data(count: 2048 * 784),
        to: "report/digits/\(split)-images-idx3-ubyte")
      try project.write(
        Self.header([0x801, 2048]) + Data((0..<2048).map { UInt8($0 % 10) }),
        to: "report/digits/\(split)-labels-idx1-ubyte")
    }
    let readers = ["sample", "film", "loss-plot", "compare"]
    try Self.expectEstimates(
      of: Self.digits.map {
        readers.contains($0.directive)
          ? $0 : Block($0.directive, $0.id, $0.options + ($0.options.isEmpty ? "" : "\n") + "data: ./digits")
      }, in: project)
  }

  private static let judged = "judge: models/sketchbook/judge\nsteps: 2"

  /// Blocks of a text-to-image model.
  private static let pictures = [
    Block("model", "base", "folder: models/sketchbook/base"),
    Block("model", "second", "folder: models/sketchbook/second"),
    Block("image", "cat", "file: pictures/cat.jpg\nmodel: base"),
    Block("image", "large", "file: large.png\nsize: 64"),
    Block("mask", "hole", "image: cat\nbox: [8, 8, 16, 16]"),
    painter("small", limit: 4, batch: 2), painter("many", limit: 32, batch: 16),
    painter("wide", limit: 4, batch: 4, "\nnetwork: wide.json"),
    painter("taught", limit: 32, batch: 16, "\nencoder: learns"),
    Block(
      "train-text-to-image", "enlarger",
      "model: second\ndata: pictures/held-out\nlimit: 8\nbatch: 4\nepochs: 1\nencoder: random"),
    Block("generate", "one", "model: base\nprompts: [a cat]\nsteps: 2"),
    Block("generate", "forty", "model: base\nprompts: [a cat, a dog]\ncount: 20\nsteps: 2"),
    Block("generate", "of-wide", "model: wide\nprompts: [a cat]\ncount: 4\nsteps: 2"),
    Block("forward", "forward", "image: cat\nmodel: base"),
    Block("estimate", "estimate", "image: cat\nmodel: base\nprompt: a cat"),
    Block("estimate", "estimate-of-wide", "image: cat\nmodel: wide\nprompt: a cat"),
    Block("iterative", "iterative", "image: cat\nmodel: wide\nprompt: a cat\nsteps: 4\nstart: 1"),
    Block("iterative", "iterative-of-base", "image: cat\nmodel: base\nprompt: a cat\nsteps: 4\nstart: 1"),
    Block("edit", "edit", "image: cat\nmodel: base\nprompt: a cat\nstarts: [20, 30]"),
    Block("edit", "edit-of-wide", "image: cat\nmodel: wide\nprompt: a cat\nsteps: 4\nstarts: [1]"),
    Block("inpaint", "inpaint", "image: cat\nmodel: base\nmask: hole\nprompt: a cat\nsteps: 3"),
    Block("inpaint", "inpaint-of-wide", "image: cat\nmodel: wide\nmask: hole\nprompt: a cat\nsteps: 3"),
    Block("upscale", "upscale", "of: one\nmodel: second\nprompts: [a cat]\nsteps: 2"),
    Block("anagram", "anagram", "model: base\nviews: [flip]\nprompts: [a cat, a dog]\ncount: 8\nsteps: 2"),
    Block(
      "anagram", "anagram-of-wide", "model: wide\nviews: [flip]\nprompts: [a cat, a dog]\ncount: 1\nsteps: 2"),
    Block("hybrid", "hybrid", "model: base\nprompts: [a cat, a dog]\ncount: 8\nsteps: 2"),
    Block("hybrid", "hybrid-of-wide", "model: wide\nprompts: [a cat, a dog]\ncount: 1\nsteps: 2"),
    agreement("agreement", limit: 4), agreement("agreement-of-many", limit: 64),
    restoration("restoration", limit: 4), restoration("restoration-of-many", limit: 32),
  ]

  private static func painter(_ id: String, limit: Int, batch: Int, _ more: String = "") -> Block {
    Block(
      "train-text-to-image", id,
      "model: base\ndata: pictures/held-out\nlimit: \(limit)\nbatch: \(batch)\nepochs: 1\(more)")
  }

  private static func agreement(_ id: String, limit: Int) -> Block {
    let captions = "models/sketchbook/held-out/asked.tsv"
    return Block(
      "agreement", id, "model: base\n\(judged)\ncaptions: \(captions)\nlimit: \(limit)\nguidance: [1, 3]")
  }

  private static func restoration(_ id: String, limit: Int) -> Block {
    Block(
      "restoration", id,
      "model: base\n\(judged)\ndata: pictures/held-out\nlimit: \(limit)\ntimesteps: [250]\nblur: [1]\nprompt: a cat"
    )
  }

  @Test("the memory of blocks of a text-to-image model is estimated within a factor of 1.5")
  func ofPictures() throws {
    let project = try Self.project()
    for name in ["models", "pictures"] {
      try project.copy(Checkout.root.appending(path: "report/\(name)"), to: "report/\(name)")
    }
    try project.write(SamplePictures.plain(side: 3000), to: "report/large.png")
    let file = "report/models/sketchbook/base/unet/config.json"
    var network =
      try JSONSerialization.jsonObject(with: Data(contentsOf: project.url(file))) as? [String: Any]
    network?["block_out_channels"] = [96, 160, 320, 640]
    try project.write(JSONSerialization.data(withJSONObject: network ?? [:]), to: "report/wide.json")
    try Self.expectEstimates(of: Self.pictures, in: project)
  }

  private static func project() throws -> Scratch {
    try Scratch(["report/report.yml": "title: A\nprofiles: [draft]\ndefault-profile: draft\n"])
  }

  private static func header(_ numbers: [UInt32]) -> Data {
    numbers.reduce(into: Data()) { data, number in
      withUnsafeBytes(of: number.bigEndian) { data.append(contentsOf: $0) }
    }
  }

  /// Runs one block after the other, each in a build of its own, and compares.
  private static func expectEstimates(of blocks: [Block], in project: Scratch) throws {
    try project.write(SampleChapter(blocks))
    let estimates = try self.estimates(in: project, blocks)
    for count in 1...blocks.count {
      let block = blocks[count - 1]
      try project.write(SampleChapter(Array(blocks.prefix(count))))
      let (outcome, peak) = try project.measure(["build"], seconds: 300)
      try #require(outcome.status == 0, "\(block.id): \(outcome.errors)")
      let estimate = try #require(estimates[block.id], "nothing is said of \(block.id)")
      let ratio = Double(estimate) / Double(peak)
      #expect(
        (1 / 1.5...1.5).contains(ratio),
        "\(block.directive) \(block.id): estimated \(estimate / 1_000_000), measured \(peak / 1_000_000) MB")
    }
  }

  /// What a check says that each block needs, in bytes, where there is next to nothing.
  private static func estimates(in project: Scratch, _ blocks: [Block]) throws -> [String: Int] {
    struct Record: Decodable { let message: String, line: Int? }
    let outcome = try project.run("check", "--json", "--memory", "1MB")
    let records = try JSONDecoder().decode([Record].self, from: Data(outcome.output.utf8))
    let lines = SampleChapter(blocks).description.split(separator: "\n", omittingEmptySubsequences: false)
    var estimates: [String: Int] = [:]
    for record in records {
      let number = try #require(record.message.firstMatch(of: #/needs about ([0-9.]+) (MB|GB)/#), "\(record)")
      let fence = lines.prefix(record.line ?? 1).last { $0.hasPrefix("```{") } ?? ""
      let unit = number.2 == "GB" ? 1e9 : 1e6
      estimates[String(fence.split(separator: " ").last ?? "")] = Int((Double(number.1) ?? 0) * unit)
    }
    return estimates
  }
}
