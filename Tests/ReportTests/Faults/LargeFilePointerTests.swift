import TestSupport
import Testing

/// A file that Git LFS has not fetched is called so, whatever it should be, and the remedy is to fetch it.
@Suite struct LargeFilePointerTests {
  private static let pointer = """
    version https://git-lfs.github.com/spec/v1
    oid sha256:0000000000000000000000000000000000000000000000000000000000000007
    size 12345678

    """

  private static let trained = Block(
    "train-text-to-image", "painter", "model: embedded\ndata: pictures\nepochs: 1")
  private static let agreement = Block(
    "agreement", "told",
    "model: embedded\njudge: models/judge\ncaptions: pictures/plain.tsv\nsteps: 2\nguidance: 1")
  private static let mask = Block("mask", "hole", "image: photo\nfile: models/hole.png")

  @Test(
    "a pointer is named as one, with the file and the remedy",
    arguments: [
      ("models/whole/unet/diffusion_pytorch_model.safetensors", [Block.tiny]),
      ("models/whole/unet/config.json", [Block.tiny]),
      ("models/whole/text_encoder/config.json", [Block.tiny]),
      ("models/whole/scheduler/scheduler_config.json", [Block.tiny]),
      ("models/whole/tokenizer/spiece.model", [Block.tiny]),
      ("models/prompts.safetensors", [Block.embedded]),
      ("models/rgb.png", [Block.tiny, Block.photo]),
      ("models/hole.png", [Block.tiny, Block.photo, mask]),
      ("pictures/captions.tsv", [Block.embedded, trained]),
      ("pictures/baseline.jpg", [Block.embedded, trained]),
      ("pictures/plain.tsv", [Block.embedded, agreement]),
      ("models/judge/model.safetensors", [Block.embedded, agreement]),
      ("models/judge/config.json", [Block.embedded, agreement]),
      ("digits/train-images-idx3-ubyte", [Block("mean-image", "m", "data: ./digits")]),
      ("digits/train-labels-idx1-ubyte", [Block("mean-image", "m", "data: ./digits")]),
    ])
  func named(_ path: String, _ blocks: [Block]) throws {
    let project = try SampleReport.withModels(blocks)
    try project.write(Self.pointer, to: "report/\(path)")
    try told(path, project.run("check"))
  }

  @Test(
    "so are chapters, the manifest and linked files", arguments: ["01-data.md", "report.yml", "photo.png"])
  func texts(_ path: String) throws {
    let project = try SampleReport.fresh()
    try project.write(SampleChapter(["![A photo.](photo.png)"]))
    try project.write(SamplePictures.plain(side: 4), to: "report/photo.png")
    try project.write(Self.pointer, to: "report/\(path)")
    try told(path, project.run("check"))
  }

  @Test("so is a model's file for the commands about models", arguments: ["verify", "inspect"])
  func commands(_ command: String) throws {
    let project = try SampleReport.withModels([])
    let path = "models/whole/unet/diffusion_pytorch_model.safetensors"
    try project.write(Self.pointer, to: "report/\(path)")
    try told(path, project.run("models", command, "report/models/whole"))
  }

  @Test("pointers of one model are told once, since one command fetches all") func once() throws {
    let project = try SampleReport.withModels([Block.tiny])
    for part in ["unet/diffusion_pytorch_model.safetensors", "tokenizer/spiece.model"] {
      try project.write(Self.pointer, to: "report/models/whole/\(part)")
    }
    let outcome = try project.run("check")
    #expect(outcome.errors.matches(of: #/pointer of Git LFS/#).count == 1, "\(outcome.errors)")
  }

  @Test("a text that only speaks of pointers is none") func text() throws {
    let project = try SampleReport.fresh()
    try project.write("A pointer begins so:\n\(Self.pointer)", to: "report/note.txt")
    try project.write(SampleChapter(["[A note](note.txt)", Self.pointer]))
    let outcome = try project.run("check")
    #expect(outcome.status == 0, "\(outcome.errors)")
  }

  private func told(_ path: String, _ outcome: Program.Outcome) throws {
    #expect(outcome.status != 0)
    let name = try #require(path.split(separator: "/").last)
    let lines = outcome.errors.split(separator: "\n").filter { $0.contains("it is a pointer of Git LFS") }
    #expect(lines.contains { $0.contains(name) }, "\(outcome.errors)")
    #expect(
      outcome.errors.contains("help: fetch the file itself where it was cloned: git lfs pull"),
      "\(outcome.errors)")
    #expect(!outcome.errors.contains("copy the model again"))
  }
}
