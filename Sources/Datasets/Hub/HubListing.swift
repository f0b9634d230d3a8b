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
  /// The licence in the hub's words, if it names one.
  public let license: String?
  /// Whether a person has to accept the licence at the model's page first.
  public let isGated: Bool
  /// The files that are understood here, in alphabetical order.
  public let files: [File]

  /// Their bytes.
  public var byteCount: Int { files.reduce(0) { $0 + $1.byteCount } }
}

extension HubListing {
  /// The hub's JSON as it comes.
  private struct Answer: Decodable {
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
    guard HubModel.isPlain(answer.sha) else {
      throw .listing(page: model.page, reason: "the commit '\(answer.sha)'")
    }
    commit = answer.sha
    let name = answer.cardData?.license
    license = name == "other" ? answer.cardData?.licenseName ?? name : name
    isGated = answer.gated == .closed
    let known = Set(ModelFileSelection.chosen(among: answer.siblings.map(\.rfilename), isHalf: isHalf))
    var files: [File] = []
    for sibling in answer.siblings where known.contains(sibling.rfilename) {
      guard let size = sibling.size, size >= 0, let sum = sibling.lfs?.sha256 ?? sibling.blobId else {
        throw .listing(page: model.page, reason: "no size and sum for \(sibling.rfilename)")
      }
      files.append(File(path: sibling.rfilename, byteCount: size, checksum: sum))
    }
    guard files.contains(where: { $0.path.hasSuffix(".safetensors") }) else {
      throw .noParts(page: model.page)
    }
    self.files = files.sorted { $0.path < $1.path }
  }
}
