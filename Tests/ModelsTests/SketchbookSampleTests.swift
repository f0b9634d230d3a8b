import Foundation
import Models
import TestSupport
import Testing

/// The shipped model, sampled here and by diffusers' pipeline (Tests/Reference/make_sketchbook_sample.py).
@Suite struct SketchbookSampleTests {
  @Test("a guided sample of the sketchbook is that of diffusers' pipeline, to 1e-3") func sample() throws {
    let record = try fixtures.decode(RecordedSample.self, "sketchbook-sample.json")
    let model = try TextToImageModel(ModelFolder(Checkout.sketchbook.appending(path: "base")))
    let texts = try record.texts(by: model.folder)
    try record.expectSame(from: model, clamped: true) { _ in
      model.guided(by: texts.own, awayFrom: texts.empty, scale: record.guidance)
    }
  }
}
