import Foundation
import TestSupport

/// A small report that builds in a second or two, with its own data set: two chapters, six blocks.
enum SampleReport {
  static let manifest = """
    title: A sample
    profiles: [draft, quick]
    default-profile: quick

    """

  static let first = """
    ---
    title: Data
    order: 1
    summary: What there is.
    ---

    There are {{digits.images}} images. @digits shows four, @cleaned/b what becomes of them.

    ```{dataset} digits
    data: ./digits
    split: train
    count: 4
    columns: 4
    seed: 0
    caption: Four images.
    alt: Four rings.
    ```

    ```{mean-image} mean
    data: ./digits
    caption: The mean, with variance {{mean.variance}}.
    alt: A grey blob.
    ```

    """

  static let second = """
    ---
    title: Training
    order: 2
    ---

    ## The loss

    $$
    L = \\lVert D(z) - x \\rVert^2
    $$ {#loss}

    See @loss, @denoiser, @summary and [the data](01-data.md).

    ```{train} denoiser
    data: ./digits
    width: 4
    batch: 32
    epochs: {draft: 1, quick: 2}
    keep: {draft: [1], quick: [1, 2]}
    rate: 0.002
    seed: 0
    caption: The loss of @loss ends at {{denoiser.loss}}.
    alt: It falls.
    ```

    ```{denoise} cleaned
    model: denoiser
    data: ./digits
    count: 3
    evaluate: 8
    seed: 1
    caption: Images, noisy and denoised, $\\sigma = 0.5$.
    alt: Three rows of rings.
    ```

    ```{loss-plot} losses
    runs: denoiser
    caption: The loss alone.
    alt: It falls.
    ```

    ```{table} summary
    columns: [network, loss]
    rows:
      - [denoiser, "{{denoiser.loss}}"]
    caption: The loss in a table.
    ```

    """

  /// The sample as it leaves an author's hands.
  static func fresh(named name: String = "project") throws -> Scratch {
    let scratch = try Scratch(
      named: name,
      ["report/report.yml": manifest, "report/01-data.md": first, "report/02-training.md": second])
    try SampleImages.write(to: scratch)
    return scratch
  }

  /// A copy of the sample after one build.
  static func built() throws -> Scratch {
    try buildOnce.get().duplicate()
  }

  /// The sample after one build, with models, pictures and a third chapter beside it that is not built yet.
  static func withModels(_ parts: [any ChapterPart]) throws -> Scratch {
    let project = try built()
    try SampleModel.write(to: project)
    try SamplePictures.write(to: project)
    try project.write(SampleChapter(parts))
    return project
  }

  struct BuildFailed: Error { let errors: String }

  private nonisolated(unsafe) static let buildOnce: Result<Scratch, any Error> = Result {
    let scratch = try fresh()
    let outcome = try scratch.run("build")
    guard outcome.status == 0 else { throw BuildFailed(errors: outcome.errors) }
    return scratch
  }
}

/// Rings of several sizes, in MNIST's file format.
enum SampleImages {
  static func write(to scratch: Scratch, in folder: String = "report/digits") throws {
    try scratch.write(images(160), to: "\(folder)/train-images-idx3-ubyte")
    try scratch.write(labels(160), to: "\(folder)/train-labels-idx1-ubyte")
    try scratch.write(images(40), to: "\(folder)/t10k-images-idx3-ubyte")
    try scratch.write(labels(40), to: "\(folder)/t10k-labels-idx1-ubyte")
  }

  /// An IDX file of images; side is their width and height in pixels.
  static func images(_ count: Int, side: Int = 28) -> Data {
    var bytes: [UInt8] = [0, 0, 8, 3, 0, 0, 0, UInt8(count), 0, 0, 0, UInt8(side), 0, 0, 0, UInt8(side)]
    for index in 0..<count {
      let radius = 3 + index % 10
      for y in 0..<side {
        for x in 0..<side {
          let distance = (x - side / 2) * (x - side / 2) + (y - side / 2) * (y - side / 2)
          let isRing = distance > (radius - 2) * (radius - 2) && distance <= radius * radius
          bytes.append(isRing ? UInt8(255 - index % 50) : 0)
        }
      }
    }
    return Data(bytes)
  }

  /// An IDX file of labels, 0 to 9 in turn.
  static func labels(_ count: Int) -> Data {
    Data([0, 0, 8, 1, 0, 0, 0, UInt8(count)] + (0..<count).map { UInt8($0 % 10) })
  }
}
