import TestSupport
import Testing

/// All that is wrong with files of captions and their pictures is told by `check`, in one round.
@Suite struct CaptionCheckTests {
  private static func chapter(_ block: Block) throws -> Scratch {
    try SampleReport.withModels([Block.embedded, block])
  }

  private static let training = Block(
    "train-text-to-image", "painter", "model: embedded\ndata: pictures\nepochs: 1")
  private static let restoration = Block(
    "restoration", "restored", "model: embedded\njudge: models/judge\ndata: pictures\nprompt: a pencil")
  private static let agreement = Block(
    "agreement", "told", "model: embedded\njudge: models/judge\ncaptions: pictures/asked.tsv\nguidance: 1")

  /// Lines of captions.tsv with what is said of them.
  private static let lines: [(text: String, said: [String])] = [
    (
      "rgb.png a rocket ship\nbaseline.jpg\ta\tb\n",
      ["line 1: expected a picture's name", "line 2: expected a picture's"]
    ),
    (
      "rgb.png\t\n\ta pencil\nalpha.png\ta pencil\n",
      ["line 1: expected a caption", "line 2: expected a picture's name"]
    ),
    (
      "none.png\ta pencil\nrgb.png\ta pencil\nnor.jpg\ta pencil\n",
      ["line 1: expected the picture", "line 3: expected the picture"]
    ),
    (
      "cmyk.jpg\ta pencil\nnone.png\ta pencil\n",
      ["line 1: 'cmyk.jpg' cannot be used", "line 2: expected the picture"]
    ),
    (
      "rgb.png\ta pencil\nrgb.png\ta pencil\n../x.png\tb\n",
      ["line 2: 'rgb.png' has a caption", "line 3: expected a picture in the folder"]
    ),
    (
      "cmyk.jpg\ta pencil\ntext.png\ta pencil\n",
      ["line 1: 'cmyk.jpg' cannot be used", "line 2: 'text.png' cannot be used"]
    ),
    (
      "long.png\ta pencil\nalpha.png\tb\tc\n.\ta\n",
      ["line 2: expected a picture's name", "line 3: expected a picture, found the folder"]
    ),
  ]

  @Test("every wrong line and picture of a folder is told", arguments: 0..<7, [false, true])
  func folder(_ row: Int, _ isRestoration: Bool) throws {
    let project = try Self.chapter(isRestoration ? Self.restoration : Self.training)
    try project.write("no picture", to: "report/pictures/text.png")
    try project.write(SamplePictures.plain(side: 16), to: "report/pictures/long.png")
    try project.write(Self.lines[row].text, to: "report/pictures/captions.tsv")
    try expect(Self.lines[row].said, project.run("check"))
  }

  private static let asked: [(text: String, said: [String])] = [
    (
      "a pencil\tboat\na pencil\t\tphoto\n", ["line 1: expected 3 or 4 columns", "line 2: column 2 is empty"]
    ),
    (
      "a pencil\tbote\tphoto\na pencil\tboat\toil\n",
      ["line 1: the judge knows no subject 'bote'", "line 2: the judge knows no style 'oil'"]
    ),
    (
      "a pencil\tboat\tphoto\tnone.png\na pencil\tboat\tphoto\tcmyk.jpg\n",
      ["line 1: expected the picture", "line 2: 'cmyk.jpg' cannot"]
    ),
    (
      "a pencil\tboat\tphoto\trgb.png\na pencil\tboat\tphoto\n\tboat\tphoto\tx\n",
      ["line 2: expected 4 columns", "line 3: column 1 is empty"]
    ),
    (
      "a pencil\tboat\tphoto\tcmyk.jpg\na pencil\tboat\tphoto\tlong.png\n",
      ["line 1: 'cmyk.jpg' cannot be used", "line 2: 'long.png' cannot"]
    ),
  ]

  @Test("every wrong line and picture of captions that are asked for is told", arguments: 0..<5)
  func askedFor(_ row: Int) throws {
    let project = try Self.chapter(Self.agreement)
    try project.write(SamplePictures.long, to: "report/pictures/long.png")
    try project.write(Self.asked[row].text, to: "report/pictures/asked.tsv")
    try expect(Self.asked[row].said, project.run("check"))
  }

  @Test("captions and a judge that are both wrong are told together, and whatever the model is")
  func together() throws {
    let project = try Self.chapter(Self.restoration)
    try project.write("none.png\ta pencil\n", to: "report/pictures/captions.tsv")
    try project.replace("judge: models/judge", with: "judge: models/none", in: SampleChapter.path)
    try expect(["line 1: expected the picture", "'models/none' holds no judge"], project.run("check"))
    let other = try Self.chapter(Self.training)
    try other.write("cmyk.jpg\ta pencil\n", to: "report/pictures/captions.tsv")
    try other.replace("folder: models/mute", with: "folder: models/none", in: SampleChapter.path)
    try expect(["models/none: expected a model's folder", "'cmyk.jpg' cannot be used"], other.run("check"))
  }

  @Test(
    "a limit above what there is is a warning",
    arguments: [
      (training, "'pictures' has only 3"), (restoration, "'pictures' has only 3"),
      (agreement, "'pictures/asked.tsv' has only 4"),
    ])
  func limit(_ block: Block, _ words: String) throws {
    let project = try Self.chapter(Block(block.directive, block.id, "\(block.options)\nlimit: 9"))
    let outcome = try project.run("check")
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.errors.contains("'limit' is 9, but \(words), which are all used"), "\(outcome.errors)")
  }

  private func expect(_ said: [String], _ outcome: Program.Outcome) throws {
    #expect(outcome.status == 1)
    for words in said { #expect(outcome.errors.contains(words), "\(words) in\n\(outcome.errors)") }
    #expect(outcome.errors.matches(of: #/error: /#).count == said.count, "\(outcome.errors)")
  }
}
