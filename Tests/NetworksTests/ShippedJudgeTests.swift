import Datasets
import Foundation
import Networks
import Tensors
import TestSupport
import Testing

/// The judge that comes with the sketchbook, on the pictures that come with it.
@Suite("the sketchbook's judge") struct ShippedJudgeTests {
  @Test("it tells the subject and the style of held-out pictures") func heldOut() throws {
    let judge = try PictureJudge(Checkout.sketchbook.appending(path: "judge"))
    let asked = try AskedCaptions(Checkout.sketchbook.appending(path: "held-out/asked.tsv"))
    let pictures = try asked.pictures(side: 32)
    #expect(asked.entries.count == 256 && pictures.count == 256)
    let images = Tensor(shape: [256, 32, 32, 3], scalars: pictures.flatMap { $0.tensor.scalars })
    let verdicts = judge.verdicts(of: images)
    let subjects = zip(verdicts, asked.entries).count { judge.isRight($0.subject, for: $1.subject) }
    let styles = zip(verdicts, asked.entries).count { $0.style == $1.style }
    #expect(subjects >= 243, "\(subjects) of 256")
    #expect(styles >= 251, "\(styles) of 256")
  }
}
