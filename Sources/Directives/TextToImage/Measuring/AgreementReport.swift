import Datasets
import Figures
import Metrics
import Networks
import Pipeline

/// What {agreement} found, as a table and by name.
struct AgreementReport {
  /// The name, in values, of the file's own pictures.
  static let pictures = "pictures"
  /// How many of the subjects that were missed are named.
  private static let named = 3

  /// One set of pictures, one of every caption.
  struct Row {
    /// In the table: 'guidance 5'.
    let label: String
    /// The shares with the right subject, the right style, and both.
    let subject, style, both: SampleMean
    /// The subjects that were missed most often, with how often of how many: 'castle (3 of 5)'.
    let missed: String

    init(
      label: String, _ verdicts: [PictureJudge.Verdict], _ asked: [AskedCaptions.Entry],
      _ judge: PictureJudge
    ) {
      let subjects = zip(verdicts, asked).map { judge.isRight($0.subject, for: $1.subject) }
      let styles = zip(verdicts, asked).map { $0.style == $1.style }
      self.label = label
      (subject, style) = (SampleMean(subjects), SampleMean(styles))
      both = SampleMean(zip(subjects, styles).map { $0 && $1 })
      missed = Self.missed(subjects, asked.map(\.subject))
    }

    private static func missed(_ isRight: [Bool], _ asked: [String]) -> String {
      let misses = Dictionary(grouping: zip(asked, isRight), by: \.0).map { subject, pairs in
        (subject: subject, missed: pairs.count { !$0.1 }, of: pairs.count)
      }
      let worst = misses.filter { $0.missed > 0 }.sorted {
        ($1.missed, $0.of, $0.subject) < ($0.missed, $1.of, $1.subject)
      }
      guard !worst.isEmpty else { return "none" }
      return worst.prefix(AgreementReport.named).map { "\($0.subject) (\($0.missed) of \($0.of))" }.joined(
        separator: ", ")
    }
  }

  let rows: [Row]
  /// Whether the last row is that of the file's own pictures.
  let hasPictures: Bool

  /// How many captions there are.
  let captionCount: Int

  /// The rows in the order of the values, that of the file's own pictures last; nil where it has none.
  var namedRows: [Row?] { hasPictures ? rows : rows + [nil] }

  var table: Table {
    let shares = ["subject", "style", "both"].map { Table.Column($0, alignment: .trailing) }
    return Table(
      columns: [Table.Column("pictures")] + shares + [Table.Column("missed most")],
      rows: rows.map { row in
        [row.label] + [row.subject, row.style, row.both].map { $0.percent } + [row.missed]
      })
  }
}

extension Measure where Findings == AgreementReport.Row? {
  /// What there is of every row; S stands for its guidance, or for 'pictures'.
  static var ofRow: [Measure] {
    share("subject", "whose subject is right", \.subject) + share("style", "whose style is right", \.style)
      + share("both", "where both are right", \.both) + [
        .value("missed-S", "the subjects that were missed most often") { .text($0?.missed ?? "none") }
      ]
  }

  private static func share(
    _ name: String, _ meaning: String, _ share: @escaping @Sendable (AgreementReport.Row) -> SampleMean
  ) -> [Measure] {
    [
      .value(
        "\(name)-S",
        "the share of the pictures \(meaning), such as \(name)-5; S is a guidance, or 'pictures' for the file's own, "
          + "which is 'none' where it has none"
      ) { $0.map { .share(share($0).value) } ?? .text("none") },
      .value("\(name)-S-error", "the standard error of \(name)-S, such as \(name)-5-error") {
        $0.map { .share(share($0).standardError) } ?? .text("none")
      },
    ]
  }
}

extension SampleMean {
  /// A share in percent with its standard error: '81.3 ± 2.4%'.
  fileprivate var percent: String {
    let share = NumberText.prose.rounded(100 * value, decimals: 1)
    guard standardError.isFinite else { return "\(share)%" }
    return "\(share) ± \(NumberText.prose.rounded(100 * standardError, decimals: 1))%"
  }
}
