import Foundation

/// Everything a block reads.
public struct Inputs: Sendable {
  /// The blocks.
  public var blocks: [BlockInput] = []
  /// The files.
  public var files: [FileInput] = []
  /// Files that are read together.
  public var groups: [FileGroup] = []

  /// Some blocks and files.
  public init(blocks: [BlockInput] = [], files: [FileInput] = [], groups: [FileGroup] = []) {
    (self.blocks, self.files, self.groups) = (blocks, files, groups)
  }

  /// Reads what `other` says as well.
  public mutating func add(_ other: Inputs) {
    blocks += other.blocks
    files += other.files
    groups += other.groups
  }
}

/// Another block whose results a block reads.
public struct BlockInput: Sendable {
  /// The option that names it.
  public let option: String
  /// The block's id.
  public let id: String
  /// The directives that will do; any if empty.
  public let directives: [String]
  /// The epoch whose checkpoint is read, if a certain one is.
  public let epoch: Int?
  /// The measured value that is read, if a certain one is.
  public let value: String?
  /// What the block may have made, in the words of `Exports.kind`; anything if empty.
  public let kinds: [String]
  /// What else the author may do, by the kind of what the block has made: '' stands for all other kinds.
  public let remedies: [String: String]
  /// Whether the block's figure is set beside those of all other inputs that say so: they must be of one kind.
  public let isCompared: Bool

  /// An input; any directive, kind, epoch and value if none is given.
  public init(
    option: String, id: String, directives: [String] = [], epoch: Int? = nil, value: String? = nil,
    kinds: [String] = [], remedies: [String: String] = [:], isCompared: Bool = false
  ) {
    (self.option, self.id, self.directives, self.epoch, self.value) = (option, id, directives, epoch, value)
    (self.kinds, self.remedies, self.isCompared) = (kinds, remedies, isCompared)
  }
}

/// A file that a block reads; its content is part of the block's key.
public struct FileInput: Sendable {
  /// The option that names it.
  public let option: String
  /// The file.
  public let url: URL
  /// What the file is called in the block's recipe; two of a block have two names.
  public let name: String
  /// The SHA-256 that the file must have, in hexadecimal, if that is known.
  public let sum: String?
  /// Where anyone can have it from, if that is known.
  public let origin: URL?
  /// What to do if the file is missing or damaged.
  public let remedy: String
  /// Throws what is wrong with a file that is there, by what it begins with.
  let check: @Sendable () throws -> Void

  /// An input; any content will do if neither a sum nor a check is given. It is called by its last path component unless
  /// a name is given.
  public init(
    option: String, url: URL, name: String? = nil, sum: String? = nil, origin: URL? = nil, remedy: String,
    check: @escaping @Sendable () throws -> Void = {}
  ) {
    (self.option, self.url) = (option, url)
    self.name = name ?? url.lastPathComponent
    (self.sum, self.origin, self.remedy, self.check) = (sum, origin, remedy, check)
  }
}

/// Many files that a block reads together, such as the pictures of a folder: their contents, in their order, are one part
/// of the block's key.
public struct FileGroup: Sendable {
  /// The option that names them.
  public let option: String
  /// What they are: 'pictures'.
  public let name: String
  /// The files.
  public let urls: [URL]
  /// What to do if one is missing or cannot be read.
  public let remedy: String

  /// A group of files.
  public init(option: String, name: String, urls: [URL], remedy: String) {
    (self.option, self.name, self.urls, self.remedy) = (option, name, urls, remedy)
  }
}
