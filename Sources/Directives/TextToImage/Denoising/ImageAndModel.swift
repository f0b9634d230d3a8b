import Chapters
import Pipeline
import SharedDirectives

/// The two blocks that most blocks of a model read: an image, and the model that is asked about it.
struct ImageAndModel: OptionGroup {
  var image = BlockReference(id: "image")
  var model = BlockReference(id: "model")

  static var schema: Schema<Self> {
    Schema([
      .required("image", \.image, "the {image}"),
      .required("model", \.model, BlockReference.modelSummary),
    ])
  }

  /// Both blocks, which must have run.
  var inputs: Inputs {
    Inputs(blocks: [image.input("image", ImageDirective.name), model.modelInput("model")])
  }

  /// The same and the model of a second stage, if there is one.
  func inputs(and second: SecondStageOptions) -> Inputs {
    var inputs = inputs
    inputs.blocks += second.inputs
    return inputs
  }
}

extension Examination {
  /// The model that is to denoise an image, if it could be looked at; what it is told and the image are checked, too.
  ///
  /// - Parameters:
  ///   - prompts: each with the option that it comes from.
  ///   - count: how many pictures of the image's size the block will show.
  mutating func model(
    of subject: ImageAndModel, told prompts: [(option: String, prompt: String)], _ facts: InputFacts,
    showing count: (ImageModelFacts) -> Int
  ) -> ImageModelFacts? {
    guard let model = model(subject.model, facts) else { return nil }
    check(prompts: prompts, of: model)
    if let side = facts.pictures(of: subject.image)?.side {
      self.facts = ImageFacts(side: side, count: count(model))
    }
    check("image") { try model.require(image: subject.image, facts) }
    return model
  }

  /// The same for a block whose pictures a second stage may make larger.
  mutating func model(
    of subject: ImageAndModel, told prompts: [(option: String, prompt: String)], _ facts: InputFacts,
    _ second: SecondStageOptions, _ prompting: PromptOptions, showing count: (ImageModelFacts) -> Int
  ) -> ImageModelFacts? {
    guard let model = model(of: subject, told: prompts, facts, showing: count) else { return nil }
    check(second, after: model, told: prompts, prompting, facts)
    if second.model != nil {
      self.facts = ImageFacts(side: second.side(after: model, facts), count: count(model))
    }
    return model
  }
}
