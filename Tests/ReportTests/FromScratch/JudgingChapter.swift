/// The chapter of `EvaluationTests`, in parts: what is trained, judged, walked by dopri5, and set side by side.
enum JudgingChapter {
  private static let training = [
    Block(
      "train", "flow",
      """
      data: ./digits
      network: class-conditional
      objective: flow-matching
      width: 4
      batch: 16
      epochs: 6
      keep: [1, 6]
      rate: 0.01
      seed: 0
      """),
    Block(
      "train", "plain",
      """
      data: ./digits
      network: time-conditional
      objective: flow-matching
      width: 4
      batch: 32
      epochs: 1
      rate: 0.01
      seed: 0
      """),
    Block("classifier", "judge", "data: ./digits\nepochs: 12\nbatch: 16\nshift: 1\nseed: 0"),
  ]

  private static let judging = [
    Block(
      "evaluate", "quality",
      """
      data: ./digits
      model: flow
      classifier: judge
      samples: 2
      searched: 8
      guidance: 2
      steps: 3
      solver: midpoint
      seed: 0
      """),
    Block(
      "evaluate", "plain-quality",
      """
      data: ./digits
      model: plain
      classifier: judge
      samples: 1
      searched: 8
      steps: 2
      seed: 0
      """),
    Block(
      "neighbours", "memory",
      """
      data: ./digits
      model: flow
      labels: 2...4
      classifier: judge
      searched: 8
      steps: 2
      seed: 0
      """),
    Block(
      "film", "birth",
      """
      model: flow
      labels: [1, 7]
      rows: 2
      guidance: 2
      steps: 5
      every: 2
      seed: 0
      """),
    Block("sweep", "dial", "model: flow\nlabels: [0, 5]\nguidance: [1, 2, 5.5]\nsteps: 2\nseed: 0"),
    Block(
      "sample", "away",
      """
      model: flow
      labels: [0, 5]
      guidance: 2
      weaker: flow@1
      steps: 3
      seed: 0
      """),
    Block(
      "sweep", "aways",
      """
      model: plain
      columns: 2
      guidance: [1, 2]
      weaker: plain@1
      steps: 2
      seed: 0
      """),
    Block(
      "evaluate", "away-quality",
      """
      data: ./digits
      model: plain
      classifier: judge
      samples: 1
      searched: 8
      guidance: 2
      weaker: plain
      steps: 2
      seed: 0
      """),
    Block(
      "sample", "stirred",
      """
      model: flow
      labels: [0, 5]
      guidance: 2
      noise: 0.7
      steps: 3
      seed: 0
      """),
    Block(
      "film", "stirring",
      """
      model: flow
      labels: [0, 5]
      guidance: 2
      noise: 0.7
      every: 3
      steps: 3
      seed: 0
      """),
    Block(
      "sweep", "stirs",
      """
      data: ./digits
      model: plain
      noise: [0, 0.5, 1]
      steps: 2
      classifier: judge
      samples: 1
      show: legible
      seed: 0
      """),
    Block(
      "sweep", "stirs-guided",
      """
      data: ./digits
      model: flow
      guidance: [1, 2]
      noise: [0, 0.5]
      steps: [1, 2]
      classifier: judge
      samples: 1
      show: recall
      seed: 0
      """),
    Block("sweep", "stirs-seen", "model: plain\ncolumns: 2\nnoise: [0, 1]\nsteps: 2\nseed: 0"),
    Block(
      "sweep", "cost",
      """
      data: ./digits
      model: flow
      guidance: 2
      steps: [1, 2]
      solver: [euler, rk4]
      classifier: judge
      samples: 1
      show: frechet
      seed: 0
      """),
    Block(
      "sweep", "share",
      """
      data: ./digits
      model: flow
      guidance: [1, 2]
      steps: 2
      classifier: judge
      samples: 1
      show: consistency
      seed: 0
      """),
  ]

  private static let adaptive = [
    Block(
      "sample", "settled",
      """
      model: flow
      labels: [0, 5]
      guidance: 2
      solver: dopri5
      tolerance: 0.01
      seed: 0
      """),
    Block(
      "film", "settling",
      """
      model: flow
      labels: [0, 5]
      guidance: 2
      every: 100
      solver: dopri5
      tolerance: 0.01
      seed: 0
      """),
    Block(
      "sweep", "prices",
      """
      data: ./digits
      model: plain
      steps: [1, 2]
      solver: [euler, dopri5]
      tolerance: [1, 0.0001]
      classifier: judge
      samples: 1
      show: frechet
      seed: 0
      """),
    Block(
      "sweep", "tolerances",
      """
      model: plain
      columns: 2
      solver: dopri5
      tolerance: [1, 0.01]
      seed: 0
      """),
    Block(
      "evaluate", "settled-quality",
      """
      data: ./digits
      model: plain
      classifier: judge
      samples: 1
      searched: 8
      solver: dopri5
      tolerance: 0.1
      seed: 0
      """),
    Block(
      "likelihood", "surprise",
      """
      data: ./digits
      model: flow
      images: 20
      labels: own
      tolerance: 0.01
      seed: 0
      """),
    Block(
      "likelihood", "untold",
      """
      data: ./digits
      model: flow
      split: train
      images: 70
      solver: heun
      steps: 4
      seed: 0
      """),
  ]

  private static let comparing = [
    Block("sample", "early", "model: flow@1\nlabels: [0, 5]\nrows: 2\nsteps: 2\nseed: 0"),
    Block("sample", "epochs", "model: [plain, plain@1]\ncolumns: 3\nsteps: 2\nseed: 0"),
    Block("compare", "grids", "blocks: [early, birth]\nlabels: [a grid, a film]"),
    Block("compare", "dials", "blocks: [dial, dial]\nlabels: [left, right]"),
    Block("compare", "starts", "blocks: [early, early]"),
    Block(
      "compare", "losses-together",
      """
      blocks: [flow, plain, losses]
      labels: [with classes, without, a denoiser]
      scale: linear
      """),
    Block("compare", "losses-again", "blocks: [losses-together, flow]"),
    Block("compare", "costs-together", "blocks: [cost, cost]\nlabels: [one, other]"),
  ]

  private static let prose: [any ChapterPart] = [
    "See @memory/c and @dial/c: {{judge.confused}}, {{quality.verdict}}, {{memory.unseen}}."
  ]

  static let chapter = SampleChapter(prose + training + judging + adaptive + comparing)
}
