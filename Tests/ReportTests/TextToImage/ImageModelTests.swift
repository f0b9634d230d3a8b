import Figures
import Foundation
import TestSupport
import Testing

/// Every directive of text-to-image models through the real program, with a small random model.
@Suite struct ImageModelTests {
  @Test("every directive of text-to-image models runs, and runs once") func everyDirective() throws {
    let project = try SampleReport.withModels(ImageChapter.parts)
    let outcome = try project.run("build")
    #expect(outcome.status == 0, "\(outcome.errors)")
    let tiny = try project.result(of: "tiny")
    #expect(try tiny.number("parameters") == 99_254 && tiny.number("side") == 16)
    #expect(try project.result(of: "photo").number("width") == 23)
    #expect(try project.result(of: "hole").number("pixels") == 32)
    let page = try project.read("site/03-case.html")
    for text in [
      "99,254</span> parameters", "<td>99,254 parameters,", "<td>1000</td>", "quantile 0.95, up to 1.5",
      "inner-circle", "32 × 32 pixels, of smaller ones",
    ] {
      #expect(page.contains(text), "no \(text)")
    }
    let again = try project.run("build")
    #expect(again.status == 0)
    #expect(!again.errors.contains("never built"), "\(again.errors)")
  }

  @Test("an enlargement stands beside its picture, with the states between") func enlargement() throws {
    let project = try ImageChapter.built.get()
    let larger = try project.pictures(of: "larger")
    #expect(larger.map(\.width) == [16, 32, 32, 32, 32, 16, 32, 32, 32, 32])
    let first = try project.pictures(of: "first")
    #expect(larger[0].pixels == first[1].pixels)
    #expect(larger[5].pixels == first[2].pixels)
    #expect(larger[1] != larger[6])
    #expect(try project.pictures(of: "photo-larger").map(\.width) == [16, 32])
    #expect(try project.read("site/03-case.html").contains("16 × 16"))
  }

  @Test("a second stage makes pictures larger as {upscale} does, and what the first made stays beside them")
  func secondStage() throws {
    let project = try ImageChapter.built.get()
    let (grown, first) = (try project.pictures(of: "grown"), try project.pictures(of: "first"))
    #expect(grown.map(\.width) == [32, 32, 32, 32])
    let page = try project.read("site/03-case.html")
    for (index, small) in first.enumerated() {
      let name = "small-\(index / 2 + 1)-\(index % 2 + 1).png"
      #expect(try project.picture(name, of: "grown").pixels == small.pixels)
      #expect(page.contains("figures/grown/\(name)"))
      #expect(FileManager.default.fileExists(atPath: project.url("site/figures/grown/\(name)").path))
      // {upscale} reads the small picture from its file, in whole steps of 255.
      let apart = try project.pictures(of: "grown-apart")[2 * index + 1]
      let far = zip(grown[index].pixels, apart.pixels).count { abs(Int($0) - Int($1)) > 8 }
      #expect(Double(far) < 0.02 * Double(apart.pixels.count), "\(index): \(far) differ")
    }
    #expect(grown[0].pixels != grown[1].pixels && grown[0].pixels != grown[2].pixels)
  }

  @Test("a second stage looks through the views and at the parts of the first") func illusionsOfTwoStages()
    throws
  {
    let project = try ImageChapter.built.get()
    let flipped = try project.pictures(of: "grown-flipped")
    #expect(flipped.map(\.width) == Array(repeating: 32, count: 6))
    for row in [0, 3] {
      let rows = stride(from: 0, to: flipped[row].pixels.count, by: 32 * 3).map {
        Array(flipped[row].pixels[$0..<$0 + 32 * 3])
      }
      #expect(Array(rows.reversed().joined()) == flipped[row + 1].pixels)
      #expect(
        flipped[row + 2].pixels.sorted() == flipped[row].pixels.sorted(), "a jigsaw has the same pieces")
    }
    // What is low and what is high make up the picture.
    let parts = try project.pictures(of: "grown-frequencies").map { $0.pixels.map { Double($0) / 127.5 - 1 } }
    let isInside = parts.map { $0.map { abs($0) < 0.99 } }
    for index in parts[0].indices where isInside.allSatisfy({ $0[index] }) {
      #expect(abs(parts[1][index] + parts[2][index] - parts[0][index]) < 0.02)
    }
    #expect(try project.pictures(of: "grown-edits").map(\.width) == [32, 32, 16])
    #expect(try project.pictures(of: "grown-filled").map(\.width) == [16, 16, 16, 32])
  }

  @Test("a second stage leaves what is not masked as the image's file has it") func known() throws {
    let project = try SampleReport.withModels([
      Block.tiny, Block.second, Block("image", "fine", "file: fine.png\nmodel: tiny"),
      Block("mask", "hole", "image: fine\nbox: [2, 3, 8, 4]"),
      Block(
        "inpaint", "filled",
        "image: fine\nmask: hole\nmodel: tiny\nsteps: every 200\nsecond: second\nsecond-steps: 3"),
    ])
    let pixels = (0..<32 * 32 * 3).map { UInt8($0 * 37 % 251) }
    let file = try Picture(width: 32, height: 32, channels: 3, pixels: pixels)
    try file.pngData().write(to: project.url("report/fine.png"))
    let outcome = try project.run("build")
    #expect(outcome.status == 0, "\(outcome.errors)")
    let large = try project.pictures(of: "filled")[3]
    #expect(large.width == 32)
    var (outside, inside) = (0, 0)
    for index in pixels.indices where large.pixels[index] != pixels[index] {
      let (row, column) = (index / (32 * 3), index / 3 % 32)
      // Twice the mask's box: 16 columns from 4 on, 8 rows from 6 on.
      if (6..<14).contains(row), (4..<20).contains(column) { inside += 1 } else { outside += 1 }
    }
    #expect(outside == 0, "the image is as it was")
    #expect(inside > 300, "the hole is filled")
  }

  @Test("a mask's file without a white pixel is told of before a build") func blackMask() throws {
    let project = try SampleReport.withModels([
      Block("image", "photo", "file: models/rgb.png\nsize: 16"),
      Block("mask", "hole", "image: photo\nfile: night.png"),
    ])
    let night = try Picture(width: 16, height: 16, channels: 1, pixels: Array(repeating: 0, count: 256))
    try night.pngData().write(to: project.url("report/night.png"))
    let outcome = try project.run("check")
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("error: mask: the mask's file has no white pixel"), "\(outcome.errors)")
    #expect(outcome.errors.contains("help: paint white what is to be made anew"))
  }

  @Test("how many pictures every block shows is known before it runs") func numberOfPictures() throws {
    let project = try ImageChapter.built.get().duplicate()
    let ids = [
      "photo", "one-step", "steps", "blurred", "fractional", "first", "edits", "filled", "turned", "flipped",
      "many", "frequencies", "three", "colours", "grown", "grown-edits", "grown-filled", "grown-flipped",
    ]
    let counts = try ids.map { try project.pictures(of: $0).count }
    let blocks = ids.map {
      Block(
        "upscale", "of-\($0)",
        "of: \($0)\npictures: [400]\nmodel: second\nencoder: tiny\nprompts: a pencil\nsteps: 1")
    }
    try project.write(SampleChapter(ImageChapter.parts + blocks))
    let errors = try project.run("check").errors
    for (id, count) in zip(ids, counts) {
      #expect(errors.contains("must be numbers from 1 to \(count), as '\(id)' has so many"), "\(errors)")
    }
  }

  @Test("a walk and a forward process noise an image and blur it alike, bit for bit") func sameBlur() throws {
    let kernels = ["blur: 5", "blur: 7\nsigma: 1.5"]
    let common = "image: photo\nmodel: tiny\nseed: 4\n"
    let blocks = kernels.enumerated().flatMap { index, kernel in
      [
        Block("iterative", "walk-\(index)", common + "steps: every 200\nstart: 2\nevery: 9\n\(kernel)"),
        Block("forward", "noised-\(index)", common + "timesteps: [400]\n\(kernel)"),
      ]
    }
    let plain = Block("iterative", "plain", common + "steps: every 200\nstart: 2\nevery: 9")
    let project = try SampleReport.withModels([Block.tiny, .photo, plain] + blocks)
    let outcome = try project.run("build")
    try #require(outcome.status == 0, "\(outcome.errors)")
    let bare = try project.pictures(of: "plain")
    for index in kernels.indices {
      // The states at both ends; the image, the estimate, the blur. The image twice, each time before what became of it.
      let walk = try project.pictures(of: "walk-\(index)")
      let noised = try project.pictures(of: "noised-\(index)")
      try #require(walk.count == 5 && noised.count == 4)
      #expect(walk[0] == noised[1] && walk[2] == noised[0] && walk[4] == noised[3])
      #expect(walk.dropLast() == bare[...], "a blur changes the walk")
    }
    #expect(try project.pictures(of: "walk-0")[4] != project.pictures(of: "walk-1")[4])
    let page = try project.read("site/03-case.html")
    #expect(page.contains(">in one step<") && page.contains(">blurred<"))
  }

  @Test("samplers of the same differential equation lead an edit to the same image") func solvers() throws {
    let solvers = ["ddim", "dpm-solver", "unipc", "heun"]
    let edits = solvers.map { solver in
      // Heun's sigmas are spaced otherwise: its index 424 of 641 is as noisy as index 304 of 500 of the others.
      let (start, steps) = solver == "heun" ? (424, 641) : (304, 500)
      return Block(
        "edit", "with-\(solver)",
        """
        image: photo
        model: tiny
        prompt: a pencil
        steps: \(steps)
        starts: [\(start), \(steps)]
        sampler: \(solver)
        thresholding: none
        """)
    }
    let project = try SampleReport.withModels([Block.tiny, .photo] + edits)
    let outcome = try project.run("build")
    try #require(outcome.status == 0, "\(outcome.errors)")
    let ends = try solvers.map { try project.pictures(of: "with-\($0)") }
    for (solver, pictures) in zip(solvers, ends) {
      #expect(pictures[1] == pictures[2], "\(solver) from the last index is not the image")
      #expect(pictures[0] != pictures[2], "\(solver) changed nothing")
      let differences = zip(pictures[0].pixels, ends[2][0].pixels).map { abs(Int($0) - Int($1)) }
      let mean = Double(differences.reduce(0, +)) / Double(differences.count)
      #expect(mean < 4, "\(solver) differs from unipc by \(mean) of 255 in the mean")
    }
  }

  @Test("several images, anagrams and hybrids are those of as many seeds") func severalSeeds() throws {
    let common = "model: tiny\nprompts: [a pencil, a man]\nsteps: 2\n"
    let blocks = [("generate", common), ("anagram", common), ("hybrid", common + "kernel: 9\n")].flatMap {
      [
        Block($0, "\($0)-both", $1 + "count: 2\nseed: 5"), Block($0, "\($0)-first", $1 + "seed: 5"),
        Block($0, "\($0)-second", $1 + "seed: 6"),
      ]
    }
    let project = try SampleReport.withModels([Block.tiny] + blocks)
    let outcome = try project.run("build")
    #expect(outcome.status == 0, "\(outcome.errors)")
    for name in ["generate", "anagram", "hybrid"] {
      let (first, second) = (
        try project.pictures(of: "\(name)-first"), try project.pictures(of: "\(name)-second")
      )
      #expect(first != second)
      // Of {generate} a row has a prompt's images, of the others an image's views.
      let both = name == "generate" ? zip(first, second).flatMap { [$0, $1] } : first + second
      #expect(try project.pictures(of: "\(name)-both") == both)
    }
  }

  @Test("an edit from the end is the image, one from the noise is not") func ends() throws {
    let project = try ImageChapter.built.get()
    let photo = try project.pictures(of: "photo")[0]
    let (edits, filled) = (try project.pictures(of: "edits"), try project.pictures(of: "filled"))
    #expect(edits[2] == photo)
    #expect(edits[0] != photo)
    #expect(filled[3] != photo)
    #expect(filled[0] == photo)
  }
}
