import Files
import Foundation

extension DatasetError: ExplainedError, LocalizedError {
  /// The same as `description`.
  public var errorDescription: String? { description }

  /// What is wrong, without the remedy.
  public var complaint: String {
    switch self {
    case .unknownDataset(let name, let known):
      "data set '\(name)': expected a catalogued name (\(known.joined(separator: ", "))) or a folder, "
        + "found neither"
    case .missing(let path, _): "\(path): expected a file, found none"
    case .unusable(let path, let action, let reason): "\(path): cannot \(action): \(reason)"
    case .pointer(let path): "\(path): cannot read: \(FileCause.pointer)"
    case .empty(let path): "\(path): expected an IDX file, found no bytes"
    case .packed(let path): "\(path): expected an IDX file, found gzip'ed content"
    case .wrongMagic(let path, let found):
      "\(path): expected an IDX file (first bytes 00 00 08), found \(Self.hexadecimal(found))"
    case .wrongElementType(let path, let found):
      "\(path): expected elements of type 08 (unsigned byte), found type \(Self.hexadecimal([found]))"
    case .wrongRank(let path, let expected, let found):
      "\(path): expected \(expected) \(expected == 1 ? "dimension" : "dimensions"), found \(found)"
    case .tooLarge(let path, let dimensions):
      "\(path): expected dimensions that fit in memory, found \(Self.product(dimensions))"
    case .truncated(let path, let expected, let found):
      "\(path): expected \(expected) bytes, found only \(found)"
    case .trailingBytes(let path, let expected, let found):
      "\(path): expected \(expected) bytes, found \(found - expected) more"
    case .noImages(let path, let dimensions):
      "\(path): expected at least one image of one pixel, found \(Self.product(dimensions))"
    case .labelCount(let path, let expected, let found):
      "\(path): expected \(expected) labels, one for each image, found \(found)"
    case .noSuchImage(let index, let count):
      "image \(index): expected an index in 0..<\(count), found \(index)"
    case .wrongChecksum(let path, let expected, let found):
      "\(path): expected SHA-256 \(expected), found \(found)"
    case .notFetched(let dataset, let folder, let missing, let failures):
      "data set '\(dataset)': expected to fetch \(missing.joined(separator: ", ")) into \(folder), "
        + "found no source that has them" + failures.map { "\n  \($0.source): \($0.reason)" }.joined()
    }
  }

  /// What to do about it.
  public var remedy: String {
    switch self {
    case .unknownDataset(_, let known):
      "give the path of a folder of IDX files, or one of: \(known.joined(separator: ", "))"
    case .missing(_, let packed?): "unpack it with: gzip -dk '\(packed)'"
    case .missing: "fetch the data set with 'report data', or name its folder with --data or REPORT_DATA"
    case .unusable: "check its permissions and the free space of the disk"
    case .pointer: FileCause.pointer.remedy ?? ""
    case .packed(let path): "unpack it: mv '\(path)' '\(path).gz' && gzip -d '\(path).gz'"
    case .wrongElementType: "convert the elements to unsigned bytes; other types are not read"
    case .wrongRank: "images need the dimensions count, height, width; labels need the count alone"
    case .wrongMagic, .tooLarge: "replace it by an IDX file of unsigned bytes"
    case .empty, .truncated, .trailingBytes:
      "it is damaged or half copied: remove it, and fetch it again or copy it from where it came"
    case .noImages: "replace it by a set with images"
    case .labelCount: "take images and labels from the same set and the same split"
    case .noSuchImage: "choose an image that is in the split"
    case .wrongChecksum: "it is damaged or another file: move it away and fetch it again"
    case .notFetched(_, let folder, let missing, _):
      "put \(missing.joined(separator: ", ")), plain or as .gz, into \(folder) yourself and run this again"
    }
  }

  private static func hexadecimal(_ bytes: [UInt8]) -> String {
    bytes.map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined(separator: " ")
  }

  private static func product(_ dimensions: [Int]) -> String {
    dimensions.map(String.init).joined(separator: " x ")
  }
}
