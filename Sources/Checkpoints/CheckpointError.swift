import Files

/// Why a file of weights or a training state cannot be used; the text names the file, what was expected and
/// what was found.
public typealias CheckpointError = FileError<CheckpointFault>

/// What can be wrong with a file of weights or a training state.
public enum CheckpointFault: Error, Equatable, Sendable {
  /// The file cannot be read or written at all.
  case file(FileFault)
  /// The file ends before something that it has to hold.
  case truncated(String, expected: Int, found: Int)
  /// The header's length cannot be right.
  case headerLength(UInt64, available: Int)
  /// The header is no JSON object of tensors.
  case header(String)
  /// The index of several files is none.
  case index(String)
  /// A folder has no weights of a usual name.
  case noWeights(known: [String])
  /// A tensor in one of several files is not where their index says.
  case unindexed(name: String)
  /// A PyTorch file, which is a program rather than data.
  case pickle(conversion: String)
  /// A file of embeddings does not have a prompt.
  case noPrompt(String, near: [String], count: Int)
  /// A tensor has another number of axes.
  case rank(name: String, expected: String, found: [Int])
  /// A tensor's entry contradicts itself or the others.
  case entry(name: String, String)
  /// A tensor of the network is not in the file.
  case missing(name: String)
  /// A tensor in the file is none of the network's.
  case unexpected(name: String)
  /// A tensor has another type.
  case type(name: String, expected: String, found: String)
  /// A tensor has another shape.
  case shape(name: String, expected: [Int], found: [Int])
  /// The file's contents do not belong to what they are being loaded into.
  case mismatch(String, expected: String, found: String)
  /// The contents are not those that were written.
  case damaged(String)
}

extension CheckpointFault: CustomStringConvertible {
  /// The reason in words.
  public var description: String {
    switch self {
    case .file(let fault): fault.description
    case .truncated(let what, let expected, let found):
      "expected \(expected) bytes for \(what), found \(found)"
    case .headerLength(let length, let available):
      "expected a safetensors header of at most \(available) bytes, found a length of \(length)"
    case .header(let cause): "expected a safetensors header, found \(cause)"
    case .index(let cause): "expected an index with a weight_map of plain file names, found \(cause)"
    case .noWeights(let known): "expected one of \(known.joined(separator: ", ")), found none of them"
    case .unindexed(let name): "found tensor '\(name)', which the index does not place in this file"
    case .pickle(let conversion):
      "expected a safetensors file, found one of PyTorch; convert it: \(conversion)"
    case .noPrompt(let prompt, let near, let count):
      "expected the prompt '\(prompt)', found \(count) others; "
        + (near.isEmpty
          ? "none of them is near"
          : "did you mean \(near.map { "'\($0)'" }.joined(separator: " or "))?")
    case .rank(let name, let expected, let found):
      "tensor '\(name)': expected \(expected), found \(found)"
    case .entry(let name, let cause): "tensor '\(name)': \(cause)"
    case .missing(let name): "expected tensor '\(name)', found none of that name"
    case .unexpected(let name): "found tensor '\(name)', which the network does not have"
    case .type(let name, let expected, let found):
      "tensor '\(name)': expected type \(expected), found \(found)"
    case .shape(let name, let expected, let found):
      "tensor '\(name)': expected shape \(expected), found \(found)"
    case .mismatch(let what, let expected, let found): "expected \(what) \(expected), found \(found)"
    case .damaged(let cause): "damaged: \(cause)"
    }
  }
}
