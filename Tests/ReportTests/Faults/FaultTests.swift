import Foundation
import TestSupport
import Testing

/// What is wrong with the machine, the disk or a file that no author wrote: exit status 3, nothing harmed.
@Suite struct FaultTests {
  @Test("a failed block stops only those that read it, and the site stays as it was") func failure() throws {
    let project = try SampleReport.built()
    let site = try project.snapshot(of: "site")
    try SampleImages.write(to: project, in: "report/small")
    try project.remove("report/small/train-images-idx3-ubyte")
    try project.replace(
      "data: ./digits\nwidth: 4", with: "data: ./small\nwidth: 4", in: "report/02-training.md")
    try project.replace("count: 4", with: "count: 8", in: "report/01-data.md")
    let outcome = try project.run("build")
    #expect(outcome.status == 3)
    try Transcript.blockFails.expect(outcome.errors)
    #expect(try project.snapshot(of: "site") == site)
    try SampleImages.write(to: project, in: "report/small")
    let mended = try project.run("build")
    #expect(mended.status == 0)
    try Transcript.blockMended.expect(mended.errors)
  }

  @Test("a file that changes while a block runs is told, and nothing is kept of what was read of it")
  func changedFile() throws {
    let project = try SampleReport.fresh()
    try project.replace("quick: 2}", with: "quick: 60}", in: "report/02-training.md")
    try project.replace("quick: [1, 2]", with: "quick: [1, 60]", in: "report/02-training.md")
    let running = try Running(["build", "02-training", "--checkpoint-interval", "0.01"], in: project.root)
    project.waitForWork(named: "state.safetensors")
    let images = "report/digits/train-images-idx3-ubyte"
    let data = try Data(contentsOf: project.url(images))
    var other = data
    other[100] ^= 1
    try project.write(other, to: images)
    let outcome = running.wait()
    #expect(outcome.status == 3)
    #expect(
      outcome.errors.contains("train-images-idx3-ubyte changed while the block ran"), "\(outcome.errors)")
    #expect(project.work(named: "state.safetensors").isEmpty)
    try project.write(data, to: images)
    let again = try project.run("build", "02-training")
    #expect(again.errors.contains("denoiser (never built)"), "\(again.errors)")
  }

  @Test(
    "a damaged store entry is a warning, and its block runs again",
    arguments: [
      ("digits", "result.json", "result.json cannot be read"),
      ("digits", "panel-1-2.png", "panel-1-2.png has other content"),
      ("cleaned", "panel-1-1.png", "panel-1-1.png is missing"),
      ("losses", "plot.svg", "plot.svg has 7 bytes instead of"),
      ("denoiser", "epoch-1.safetensors", "epoch-1.safetensors has 7 bytes instead of"),
    ])
  func store(_ id: String, _ file: String, _ problem: String) throws {
    let project = try SampleReport.built()
    let site = try project.snapshot(of: "site")
    let path = "\(try project.entry(of: id))/\(file)"
    let data = try Data(contentsOf: project.url(path))
    switch problem {
    case let text where text.hasSuffix("missing"): try project.remove(path)
    case let text where text.hasSuffix("other content"):
      try project.write(data.dropLast() + Data([data[data.count - 1] ^ 1]), to: path)
    default: try project.write(data.prefix(7), to: path)
    }
    #expect(try project.run("status").output.contains("its stored result is damaged: \(problem)"))
    let outcome = try project.run("build")
    #expect(
      outcome.errors.hasPrefix("warning: the stored result of '\(id)' is damaged (\(problem)"),
      "\(outcome.errors)")
    #expect(outcome.errors.hasSuffix("1 of 6 blocks ran; the site is site/index.html (TIME)\n"))
    #expect(try project.snapshot(of: "site") == site)
  }

  @Test("a stored picture of no picture's size is damaged", arguments: [Int.min, .max])
  func picture(_ width: Int) throws {
    let project = try SampleReport.built()
    let site = try project.snapshot(of: "site")
    try project.replace(
      #""width":28"#, with: #""width":\#(width)"#, in: "\(project.entry(of: "digits"))/result.json")
    let outcome = try project.run("build")
    #expect(
      outcome.errors.hasPrefix(
        "warning: the stored result of 'digits' is damaged (its figure shows a picture of \(width) x 28 pixels)"
      ),
      "\(outcome.errors)")
    #expect(outcome.status == 0)
    #expect(try project.snapshot(of: "site") == site)
  }

  @Test("a checkpoint that rotted in the store is made again before it is read") func checkpoint() throws {
    let project = try SampleReport.built()
    let path = "\(try project.entry(of: "denoiser"))/epoch-2.safetensors"
    var data = try Data(contentsOf: project.url(path))
    data[data.count - 1] ^= 1
    try project.write(data, to: path)
    try project.replace("count: 3", with: "count: 2", in: "report/02-training.md")
    let outcome = try project.run("build")
    #expect(outcome.status == 0, "\(outcome.errors)")
    try Transcript.checkpointRotted.expect(outcome.errors)
  }

  @Test("a checkpoint of another network is refused, with the tensor and both shapes") func otherNetwork()
    throws
  {
    let project = try SampleReport.fresh()
    let wide = "data: ./digits\nwidth: 8\nbatch: 32\nepochs: 2\nkeep: [1, 2]\nrate: 0.002\nseed: 0"
    try project.write(SampleChapter([Block("train", "wide", wide)]))
    #expect(try project.run("build").status == 0)
    // As if the entry had been written so: the file of one, with its sum, in the result of the other.
    let (from, to) = (try project.entry(of: "wide"), try project.entry(of: "denoiser"))
    let file = "epoch-2.safetensors"
    try project.write(Data(contentsOf: project.url("\(from)/\(file)")), to: "\(to)/\(file)")
    let sum = #/"epoch-2.safetensors":\{"bytes":[0-9]+,"sha256":"[0-9a-f]+"\}/#
    let sums = try [from, to].map {
      String(try #require(project.read("\($0)/result.json").firstMatch(of: sum)?.output))
    }
    try project.replace(sums[1], with: sums[0], in: "\(to)/result.json")
    try project.replace("count: 3", with: "count: 2", in: "report/02-training.md")
    let outcome = try project.run("build")
    #expect(outcome.status == 3)
    let message =
      #/02-training.md:[0-9]+:1: error: denoise: .*epoch-2.safetensors: tensor 'e0.0.0.weight': expected shape \[4, 1, 3, 3\], found \[8, 1, 3, 3\]/#
    #expect(outcome.errors.contains(message), "\(outcome.errors)")
    #expect(outcome.errors.contains("help: remove the folder .report/store and build again"))
  }
}
