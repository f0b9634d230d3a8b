/// The chapter of `EvaluationTests`, in parts: what is trained, judged, walked by dopri5, and set side by side.
enum JudgingChapter {
  private static let training = """
    ---
    title: Judging
    order: 3
    ---

    ```{train} flow
    data: ./digits
    network: class-conditional
    objective: flow-matching
    width: 4
    batch: 16
    epochs: 6
    keep: [1, 6]
    rate: 0.01
    seed: 0
    caption: The loss.
    alt: It falls.
    ```

    ```{train} plain
    data: ./digits
    network: time-conditional
    objective: flow-matching
    width: 4
    batch: 32
    epochs: 1
    rate: 0.01
    seed: 0
    caption: The loss.
    alt: It falls.
    ```

    ```{classifier} judge
    data: ./digits
    epochs: 12
    batch: 16
    shift: 1
    seed: 0
    caption: Of the rings {{judge.accuracy}} in {{judge.steps}} steps, {{judge.errors}} errors, {{judge.confused}}.
    alt: It falls.
    ```


    """

  private static let judging = """
    ```{evaluate} quality
    data: ./digits
    model: flow
    classifier: judge
    samples: 2
    searched: 8
    guidance: 2
    steps: 3
    solver: midpoint
    seed: 0
    caption: With {{quality.evaluations}} evaluations {{quality.consistency}}, {{quality.verdict}}.
    ```

    ```{evaluate} plain-quality
    data: ./digits
    model: plain
    classifier: judge
    samples: 1
    searched: 8
    steps: 2
    seed: 0
    caption: Consistency {{plain-quality.consistency}}.
    ```

    ```{neighbours} memory
    data: ./digits
    model: flow
    labels: 2...4
    classifier: judge
    searched: 8
    steps: 2
    seed: 0
    caption: Near {{memory.distance}}, unseen {{memory.unseen}}; see @memory/c.
    alt: Rings.
    ```

    ```{film} birth
    model: flow
    labels: [1, 7]
    rows: 2
    guidance: 2
    steps: 5
    every: 2
    seed: 0
    caption: A film of {{birth.frames}} frames and {{birth.evaluations}} evaluations.
    alt: Noise becomes rings.
    ```

    ```{sweep} dial
    model: flow
    labels: [0, 5]
    guidance: [1, 2, 5.5]
    steps: 2
    seed: 0
    caption: From {{dial.evaluations-1}} to {{dial.evaluations-3}} evaluations; see @dial/c.
    alt: Rings.
    ```

    ```{sample} away
    model: flow
    labels: [0, 5]
    guidance: 2
    weaker: flow@1
    steps: 3
    seed: 0
    caption: Away from the first epoch in {{away.evaluations}} evaluations.
    alt: Rings.
    ```

    ```{sweep} aways
    model: plain
    columns: 2
    guidance: [1, 2]
    weaker: plain@1
    steps: 2
    seed: 0
    caption: Away from itself is nowhere, in {{aways.evaluations-1}} and in {{aways.evaluations-2}} evaluations.
    alt: Rings.
    ```

    ```{evaluate} away-quality
    data: ./digits
    model: plain
    classifier: judge
    samples: 1
    searched: 8
    guidance: 2
    weaker: plain
    steps: 2
    seed: 0
    caption: Judged after {{away-quality.evaluations}} evaluations.
    ```

    ```{sweep} cost
    data: ./digits
    model: flow
    guidance: 2
    steps: [1, 2]
    solver: [euler, rk4]
    classifier: judge
    samples: 1
    show: frechet
    seed: 0
    caption: The dearest costs {{cost.evaluations-4}} and has {{cost.frechet-4}}, {{cost.consistency-4}}.
    alt: Curves.
    ```

    ```{sweep} share
    data: ./digits
    model: flow
    guidance: [1, 2]
    steps: 2
    classifier: judge
    samples: 1
    show: consistency
    seed: 0
    caption: The share.
    alt: A curve.
    ```


    """

  private static let adaptive = """
    ```{sample} settled
    model: flow
    labels: [0, 5]
    guidance: 2
    solver: dopri5
    tolerance: 0.01
    seed: 0
    caption: It took {{settled.evaluations}} evaluations.
    alt: Rings.
    ```

    ```{film} settling
    model: flow
    labels: [0, 5]
    guidance: 2
    every: 100
    solver: dopri5
    tolerance: 0.01
    seed: 0
    caption: The same in {{settling.frames}} frames and {{settling.evaluations}} evaluations.
    alt: Noise becomes rings.
    ```

    ```{sweep} prices
    data: ./digits
    model: plain
    steps: [1, 2]
    solver: [euler, dopri5]
    tolerance: [1, 0.0001]
    classifier: judge
    samples: 1
    show: frechet
    seed: 0
    caption: From {{prices.evaluations-3}} to {{prices.evaluations-4}} evaluations.
    alt: Curves.
    ```

    ```{sweep} tolerances
    model: plain
    columns: 2
    solver: dopri5
    tolerance: [1, 0.01]
    seed: 0
    caption: Pictures.
    alt: Rings.
    ```

    ```{evaluate} settled-quality
    data: ./digits
    model: plain
    classifier: judge
    samples: 1
    searched: 8
    solver: dopri5
    tolerance: 0.1
    seed: 0
    caption: With {{settled-quality.evaluations}} evaluations.
    ```

    ```{likelihood} surprise
    data: ./digits
    model: flow
    images: 20
    labels: own
    tolerance: 0.01
    seed: 0
    caption: >-
      On {{surprise.images}} images {{surprise.bits}} +- {{surprise.error}} bits in {{surprise.evaluations}} evaluations,
      from {{surprise.easiest-bits}} of a {{surprise.easiest}} to {{surprise.hardest-bits}} of a {{surprise.hardest}}.
    ```

    ```{likelihood} untold
    data: ./digits
    model: flow
    split: train
    images: 70
    solver: heun
    steps: 4
    seed: 0
    caption: Without a class {{untold.bits}} bits in {{untold.evaluations}} evaluations.
    ```


    """

  private static let comparing = """
    ```{sample} early
    model: flow@1
    labels: [0, 5]
    rows: 2
    steps: 2
    seed: 0
    caption: Early.
    alt: Rings.
    ```

    ```{sample} epochs
    model: [plain, plain@1]
    columns: 3
    steps: 2
    seed: 0
    caption: Twice the same.
    alt: Rings.
    ```

    ```{compare} grids
    blocks: [early, birth]
    labels: [a grid, a film]
    caption: Side by side.
    alt: Rings.
    ```

    ```{compare} dials
    blocks: [dial, dial]
    labels: [left, right]
    caption: Row by row.
    alt: Rings.
    ```

    ```{compare} starts
    blocks: [early, early]
    caption: One label for both.
    alt: Rings.
    ```

    ```{compare} losses-together
    blocks: [flow, plain, losses]
    labels: [with classes, without, a denoiser]
    scale: linear
    caption: Overlaid.
    alt: Curves.
    ```

    ```{compare} losses-again
    blocks: [losses-together, flow]
    caption: A comparison compared.
    alt: Curves.
    ```

    ```{compare} costs-together
    blocks: [cost, cost]
    labels: [one, other]
    caption: Overlaid.
    alt: Curves.
    ```

    """

  static let text = training + judging + adaptive + comparing
}
