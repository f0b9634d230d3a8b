import Files
import Foundation
import Pipeline

/// What came of the verification of an archive.
struct Certificate: Codable {
  /// The verdict on the whole.
  enum Outcome: String, Codable {
    /// Every block that was asked for came out as the lock says, and the site shows it.
    case reproduced
    case different
    /// It cannot be run here, or not at all.
    case unverifiable
    /// It was refused before anything ran.
    case refused
  }

  /// A block as `report verify --json` tells of it.
  struct Block: Codable {
    let block: String
    let verdict: String
    var reason: String?
    var parting: String?
    var differences: [Change] = []

    struct Change: Codable { let text: String }
  }

  /// A file of the site that is another one.
  struct Page: Codable {
    let path: String
    let text: String
  }

  /// A block's key, and its seed where it draws random numbers.
  struct Key: Codable, Equatable {
    let block: String
    let key: String
    var seed: String?
  }

  var archive: String
  var sha256: String
  var program = "report \(Main.version)"
  /// What was asked for: a hash of the arguments, so that a certificate stands for these alone.
  var terms: String
  var date: String
  var outcome: Outcome
  /// Why, where nothing below tells.
  var reason: String?
  var blocks: [Block] = []
  var site: [Page] = []
  /// Whether the pages were written anew and compared; else only pictures, numbers and sums were.
  var comparesPages = false
  var keys: [Key] = []

  /// 'reproduced: 6 blocks identical; the site is what it shows'.
  var line: String {
    let counts = Dictionary(grouping: blocks, by: \.verdict).sorted { $0.key < $1.key }
      .map { "\($1.count) \($0)" }.joined(separator: ", ")
    let pages = site.isEmpty ? nil : "\(site.count.counted("file")) of the site differ"
    let parts = [reason, counts.isEmpty ? nil : counts, pages].compactMap(\.self)
    return outcome.rawValue + (parts.isEmpty ? "" : ": \(parts.joined(separator: "; "))")
  }

  /// The certificate as a text.
  var text: String {
    var lines = [
      "Certificate of reproduction", "", "archive   \(archive)", "SHA-256   \(sha256)",
      "program   \(program)",
      "date      \(date)", "outcome   \(line)", "",
    ]
    for block in blocks {
      lines.append("\(block.block)  \(block.verdict)" + (block.details.isEmpty ? "" : ": \(block.details)"))
    }
    lines += site.map { "site/\($0.path): \($0.text)" }
    if outcome == .reproduced || outcome == .different {
      lines += [
        "", comparesPages ? "All pages were written anew and compared." : "Pages were not written anew.",
      ]
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
