import Chapters
import Diffusion
import Figures
import Pipeline
import SharedDirectives
import Tensors

/// `{edit}`: an image noised to several indices of the timesteps and denoised with a prompt (SDEdit: Meng et al. 2022).
struct EditDirective: Directive {
  var subject = ImageAndModel()
  var prompt = "a high quality photo"
  var starts = [1, 3, 5, 7, 10, 20]
  var prompting = PromptOptions()
  var second = SecondStageOptions()

  static let name = "edit"
  static let summary = "edits of an image, from noise to the image itself, towards a prompt"
  static let isRandom = true
  static let states: StateOrder? = .row
  static let example = """
    ```{edit} rocket-tower
    image: campanile
    model: deep-floyd
    prompt: a rocket ship
    starts: [1, 3, 5, 7, 10, 20]
    seed: 0
    caption: From a rocket to the tower.
    alt: Seven images; the first is a rocket, the last the tower.
    ```

    'starts' are indices of the timesteps; their number stands for the image as it is. A block edits one image towards \
    one prompt; {compare} sets several side by side.
    """

  static var schema: Schema<Self> {
    Schema(
      ImageAndModel.fields(at: \.subject) + [
        .option("prompt", \.prompt, "what the image turns into"),
        .option("starts", \.starts, "the indices of the timesteps to start from", .each(0...1000)),
      ] + PromptOptions.fields(at: \.prompting) + SecondStageOptions.fields(at: \.second))
  }

  var contradictions: [OptionMistake] {
    prompting.contradictions(start: "starts", starts) + second.contradictions
  }

  func inputs(in surroundings: Surroundings) -> Inputs { subject.inputs(and: second) }

  func examine(in _: Surroundings, _ facts: InputFacts) -> Examination {
    var examination = Examination()
    let told = prompting.embedded([prompt], option: "prompt")
    let model = examination.model(of: subject, told: told, facts, second, prompting) { _ in starts.count + 1 }
    guard let model else { return examination }
    examination.check(stepsOf: prompting, of: model)
    examination.check("starts") { try model.require(starts: starts, option: "starts", of: prompting) }
    return examination
  }

  func run(in context: RunContext) throws -> BlockOutput<Void> {
    let prompted = try PromptedModel(subject.model, context)
    let image = try context.image(subject.image)
    let predictor = try prompted.guided(prompt, prompting)
    let sampler = ImageSampler(model: prompted.model, options: prompting, context: context)
    var generator = TorchGenerator(seed: context.seed)
    let begun = starts.enumerated().map { index, start in
      ImageSampler.Begun(
        image: sampler.noised(image, to: start, &generator), index: start,
        generator: TorchGenerator(seed: context.seed &+ UInt64(index) &+ 1))
    }
    let secondStage = try SecondStage(
      second, prompting, [(option: "prompt", prompt: prompt)], after: prompted, context)
    let edits = try sampler.ends(predictor, from: begun, of: secondStage == nil ? 1 : 2)
    let large = try secondStage?.larger(
      Tensor(joining: edits), seeds: edits.indices.map { context.seed &+ UInt64($0) }, part: 1, of: 2
    ) { _ in 0 }.eachRow
    var cells = try starts.enumerated().map { place, start in
      try PanelGrid.Cell(showing: edits[place], largerAs: large?[place], label: "start \(start)")
    }
    cells.append(PanelGrid.Cell(try image.shown, label: "image"))
    return BlockOutput(.panels(PanelGrid(rows: [PanelGrid.Row(cells: cells)])))
  }
}
