import Figures
import Pipeline

/// What is known of the published results of a profile.
struct PublishedSummary: Sendable {
  let blocks: [PublishedBlock]

  init(_ blocks: [PublishedBlock]) { self.blocks = blocks }

  /// How many were run again.
  var verified: Int { blocks.count { $0.verified != nil } }

  /// How many of these were the same bit for bit.
  var identical: Int { blocks.count { $0.verified?.verdict == .identical } }

  /// The day on which the last of them was run again, as 2026-11-30; dates sort as their texts do.
  var latest: String { blocks.compactMap { $0.verified?.date }.max() ?? "never" }

  /// Those that were made by OpenBLAS as well, with what differs.
  var measured: [(block: String, measures: Robustness)] {
    blocks.compactMap { block in block.openBLAS.map { (block.block, $0) } }
  }

  /// Those of them with pictures, by the largest difference of a value.
  var pictures: [Int] { measured.compactMap(\.measures.pictures?.largest) }

  /// In how many of them nothing differs.
  var equalPictures: Int { pictures.count { $0 == 0 } }

  /// The largest difference of a value of a picture, of 255.
  var largestStep: Int { pictures.max() ?? 0 }

  /// The largest relative difference of a number, block by block, of those with numbers.
  private var errors: [(block: String, error: Double)] {
    measured.compactMap { block, measures in measures.largestError.map { (block, $0) } }
  }

  /// The median of the blocks' errors; 0 where there are none.
  var medianError: Double {
    let sorted = errors.map(\.error).sorted()
    return sorted.isEmpty ? 0 : sorted[sorted.count / 2]
  }

  /// The largest error; 0 where there is none.
  var largestError: Double { errors.map(\.error).max() ?? 0 }

  /// The block with the largest error.
  var largestErrorBlock: String { errors.max { $0.error < $1.error }?.block ?? "none" }

  /// How long all took, in seconds.
  var seconds: Double { blocks.compactMap(\.seconds).reduce(0, +) }

  /// A row for each block.
  var table: Table {
    Table(
      columns: [
        Table.Column("shown as", namesBlocks: true), Table.Column("block"),
        Table.Column("seconds", alignment: .trailing), Table.Column("run again"),
        Table.Column("pictures by OpenBLAS"), Table.Column("numbers by OpenBLAS", alignment: .trailing),
      ],
      rows: blocks.map { block in
        [
          block.block, block.block,
          block.seconds.map { NumberText.prose.rounded($0, decimals: 1) } ?? "–",
          block.verified?.verdict.rawValue ?? "not yet",
          block.openBLAS.map { $0.pictures.map(Self.text) ?? "–" } ?? "not yet",
          block.openBLAS.map { $0.largestError.map(Self.text) ?? "–" } ?? "not yet",
        ]
      })
  }

  private static func text(_ pictures: Robustness.Pictures) -> String {
    pictures.largest == 0 ? "equal" : "up to \(pictures.largest) of 255"
  }

  private static func text(_ error: Double) -> String {
    error == 0 ? "equal" : NumberText.prose.rounded(error, digits: 2)
  }
}

extension PublishedBlock {
  /// How far OpenBLAS is off, if that was tried.
  fileprivate var openBLAS: Robustness? { measured?["openblas"] }
}

extension Robustness {
  /// The largest relative difference of a number, measured or behind a plot or a table; nil where there is none to compare.
  fileprivate var largestError: Double? { (Array(values.values) + [numbers].compactMap(\.self)).max() }
}
