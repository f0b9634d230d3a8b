import Files
import Foundation

/// What a hub says about a model: its commit, its licence, its files.
public struct HubListing: Equatable, Sendable {
  /// A file of the model.
  public struct File: Codable, Equatable, Sendable {
    /// PART/NAME, or a name.
    public let path: String
    /// The length in bytes.
    public let byteCount: Int
    /// The content's SHA-256, or of small files git's name for it: SHA-1 over a header and the content.
    public let checksum: String
  }

  /// The commit that the revision stands for.
  public let commit: String
  /// The licence in the hub's words in one line, if it names one.
  public let license: String?
  /// Whether a person has to accept the licence at the model's page first.
  public let isGated: Bool
  /// The files that are understood here, in alphabetical order.
  public let files: [File]

  /// The bytes of a hub's answer at most.
  static let byteLimit = 16_000_000
  /// The files of a model at most.
  private static let fileLimit = 1000

  /// Their bytes, whose sum `init` has checked.
  public var byteCount: Int { files.reduce(0) { $0 + $1.byteCount } }
}

extension HubListing {
  /// The hub's JSON as it comes.
  fileprivate struct Answer: Decodable {
    struct Sibling: Decodable {
      struct LargeFile: Decodable { let sha256: String }
      let rfilename: String
      let size: Int?
      let blobId: String?
      let lfs: LargeFile?
    }
    struct Card: Decodable {
      let license: String?
      let licenseName: String?
      enum CodingKeys: String, CodingKey {
        case license
        case licenseName = "license_name"
      }
      /// A card is written by hand: what is no text counts as not there.
      init(from decoder: any Decoder) throws {
        let values = try? decoder.container(keyedBy: CodingKeys.self)
        license = try? values?.decode(String.self, forKey: .license)
        licenseName = try? values?.decode(String.self, forKey: .licenseName)
      }
    }
    enum Gate: Decodable {
      case open, closed
      init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        self = (try? value.decode(Bool.self)) == false ? .open : .closed
      }
    }
    let sha: String
    let gated: Gate?
    let cardData: Card?
    let siblings: [Sibling]
  }

  /// Takes the hub's answer apart; throws a `HubError` when it is none, or lists no part of a model.
  ///
  /// - Parameter isHalf: whether 16-bit weights are taken where there are any.
  init(_ json: Data, of model: HubModel, isHalf: Bool) throws(HubError) {
    let answer: Answer
    do { answer = try JSONDecoder().decode(Answer.self, from: json) } catch {
      throw .listing(page: model.page, reason: "something else")
    }
    if let reason = Self.refusal(of: answer) { throw .refused(page: model.page, reason: reason) }
    commit = answer.sha
    let name = answer.cardData?.license
    let license = name == "other" ? answer.cardData?.licenseName ?? name : name
    self.license = license.map { String($0.visibleInLine.prefix(200)) }
    isGated = answer.gated == .closed
    let known = Set(ModelFileSelection.chosen(among: answer.siblings.map(\.rfilename), isHalf: isHalf))
    var files: [File] = []
    for sibling in answer.siblings where known.contains(sibling.rfilename) {
      guard let file = File(sibling) else {
        throw .listing(page: model.page, reason: "no size and sum for \(sibling.rfilename)")
      }
      files.append(file)
    }
    guard files.contains(where: { $0.path.hasSuffix(".safetensors") }) else {
      throw .noParts(page: model.page)
    }
    if let reason = Self.refusal(of: files) { throw .refused(page: model.page, reason: reason) }
    self.files = files.sorted { $0.path < $1.path }
  }

  /// Why an answer is not trusted.
  private static func refusal(of answer: Answer) -> String? {
    guard HubModel.isPlain(answer.sha) else {
      return "'\(answer.sha.prefix(200).description.visibleInLine)' is no commit"
    }
    return answer.siblings.lazy.map(\.rfilename).first { !isSafe($0) }.map {
      "'\($0.prefix(300).description.visibleInLine)' is no name of a file"
    }
  }

  /// Why files are not trusted.
  private static func refusal(of files: [File]) -> String? {
    guard files.count <= fileLimit else { return "\(files.count) files are more than \(fileLimit)" }
    var (byteCount, names) = (0, Set<String>())
    for file in files {
      guard names.insert(file.path.lowercased()).inserted else {
        return "'\(file.path)' is listed twice, or beside the same name in other letters"
      }
      let sum = byteCount.addingReportingOverflow(file.byteCount)
      guard !sum.overflow else { return "its files have more bytes than can be counted" }
      byteCount = sum.partialValue
    }
    return nil
  }

  /// Whether a path leads into the folder and nowhere else, on every system.
  private static func isSafe(_ path: String) -> Bool {
    path.split(separator: "/", omittingEmptySubsequences: false).allSatisfy { name in
      !["", ".", ".."].contains(name) && name.utf8.count <= 255
        && name.unicodeScalars.allSatisfy { $0 != "\\" && !$0.isUnseen }
    }
  }
}

extension HubListing.File {
  /// A file of the hub's answer; nil without a length and a sum.
  fileprivate init?(_ sibling: HubListing.Answer.Sibling) {
    guard let size = sibling.size, size >= 0, let sum = sibling.lfs?.sha256 ?? sibling.blobId,
      [40, 64].contains(sum.utf8.count), sum.utf8.allSatisfy(Set("0123456789abcdef".utf8).contains)
    else { return nil }
    (path, byteCount, checksum) = (sibling.rfilename, size, sum)
  }
}
