import Chapters
import Datasets
import Figures
import Pipeline
import SharedDirectives
import Tensors

/// `{from-noise}`: what a network answers to pure noise, and how far its answers are from the mean image.
struct FromNoiseDirective: Directive {
  var model: [ModelReference] = []
  var data = DatasetReference(text: "mnist")
  var count = 8
  var evaluate = 500

  static let name = "from-noise"
  static let summary = "a network's answers to pure noise, beside the data set's mean image"
  static let version = 1
  static let shows = Showing.figure
  static let isRandom = true
  static let example = """
    ```{from-noise} dreams
    model: [dreamer@1, dreamer@5]
    count: 8
    seed: 0
    caption: Eight draws of noise and the network's answers after one and five epochs.
    alt: Whatever the noise, the answer is the same grey blob.
    ```

    Values, for the models in the order of the list: distance-1, ... (mean squared distance of the answers from the
    training mean) and spread-1, ... (their variance among each other), over 'evaluate' draws.
    """

  static var schema: Schema<Self> {
    Schema([
      .required("model", \.model, "the checkpoints, one row each"),
      .option("data", \.data, "the data set whose training mean is shown"),
      .option("count", \.count, "how many draws are shown", .range(1...40)),
      .option("evaluate", \.evaluate, "over how many draws the values are measured", .range(2...1_000_000)),
    ])
  }

  func inputs(in surroundings: Surroundings) -> Inputs {
    Inputs(
      blocks: self.model.map { $0.input(option: "model", kinds: [.denoiser]) },
      files: data.inputs(.train, in: surroundings))
  }

  var exports: Exports {
    Exports(
      values: self.model.indices.flatMap { ["distance-\($0 + 1)", "spread-\($0 + 1)"] },
      panels: PanelGrid.letters(self.model.count + 2))
  }

  func run(in context: RunContext) throws -> BlockOutput<Void> {
    let set = try data.load(.train, in: context.surroundings)
    let mean = try set.images(limit: nil).meanOverRows()
    var generator = TorchGenerator(seed: context.seed)
    let noise = generator.normalImages([max(self.count, evaluate)] + mean.shape.dropFirst())
    let shown = 0..<self.count
    var rows = [try PanelGrid.Row(label: "noise", images: noise.rows(shown))]
    var values: [NamedValue] = []
    for (index, reference) in self.model.enumerated() {
      try context.checkInterruption()
      let model = try reference.load(context)
      let answers = model(noise)
      rows.append(try PanelGrid.Row(label: model.label, images: answers.rows(shown)))
      values.append(NamedValue("distance-\(index + 1)", answers.variance(around: mean), digits: 3))
      values.append(
        NamedValue("spread-\(index + 1)", answers.variance(around: answers.meanOverRows()), digits: 3))
    }
    let cell = PanelGrid.Cell(try mean.picture(0))
    rows.append(PanelGrid.Row(label: "training mean", cells: shown.map { _ in cell }))
    return BlockOutput(.panels(PanelGrid(rows: rows)), values: values)
  }
}
