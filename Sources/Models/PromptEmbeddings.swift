import Checkpoints
import Files
import Foundation
import Tensors

/// Embeddings of prompts that were computed elsewhere: a safetensors file of prompt -> [1, T, C], such as
/// [1, 77, 4096] for T5-XXL.
///
/// A PyTorch file of a dictionary becomes one by:
///
///     python3 -c "import sys, torch, safetensors.torch as s; s.save_file({k: v.contiguous() for k, v in
///     torch.load(sys.argv[1], map_location='cpu').items()}, sys.argv[2])" prompts.pth prompts.safetensors
public struct PromptEmbeddings: Sendable {
  /// The command line that converts one file.
  static func conversion(of path: String) -> String {
    "python3 -c \"import sys, torch, safetensors.torch as s; s.save_file({k: v.contiguous() for k, v in "
      + "torch.load(sys.argv[1], map_location='cpu').items()}, sys.argv[2])\" '\(path)' "
      + "'\((path as NSString).deletingPathExtension).safetensors'"
  }

  private let file: SafetensorsFile

  /// Opens a file; throws a `CheckpointError` when it is no safetensors file, with the way to convert it when it is
  /// PyTorch's.
  public init(_ url: URL) throws(CheckpointError) {
    if (try? RegularFile.start(of: url, count: 2)) == Data("PK".utf8) {
      throw CheckpointError(file: url.path, .pickle(conversion: Self.conversion(of: url.path)))
    }
    file = try SafetensorsFile(url)
  }

  /// The prompts in alphabetical order.
  public var prompts: [String] { file.names }

  /// Where they were read from.
  public var path: String { file.path }

  /// A checksum of all embeddings.
  public var checksum: Checksum { file.checksum }

  /// The shape of a prompt's embedding, [1, T, C].
  ///
  /// Throws a `CheckpointError` when the file does not have it, with the nearest that it has, or when it has another
  /// rank.
  public func shape(of prompt: String) throws(CheckpointError) -> [Int] {
    guard var shape = file.shape(of: prompt) else {
      let near = NearestNames.of(prompt, among: prompts)
      throw CheckpointError(file: file.path, .noPrompt(prompt, near: near, count: prompts.count))
    }
    if shape.count == 2 { shape = [1] + shape }
    guard shape.count == 3, shape[0] == 1, !shape.contains(0) else {
      throw CheckpointError(file: file.path, .rank(name: prompt, expected: "[1, T, C]", found: shape))
    }
    return shape
  }

  /// The embedding of a prompt, [1, T, C]; throws as `shape(of:)` does.
  public subscript(prompt: String) -> Tensor {
    get throws(CheckpointError) {
      let shape = try shape(of: prompt)
      return try file.tensor(named: prompt).reshaped(to: shape)
    }
  }
}
