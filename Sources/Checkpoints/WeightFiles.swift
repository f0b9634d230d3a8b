import Files
import Foundation
import Tensors

/// The weights of one network on disk: one safetensors file, or several with an index that says what lies where.
public struct WeightFiles: WeightSource {
  /// The single file, or the index.
  public let path: String
  /// The files in alphabetical order.
  public let files: [SafetensorsFile]
  /// The tensors' names in alphabetical order.
  public let names: [String]
  private let places: [String: Int]

  /// One file that holds everything.
  public init(_ file: SafetensorsFile) {
    path = file.path
    files = [file]
    names = file.names
    places = Dictionary(uniqueKeysWithValues: file.names.map { ($0, 0) })
  }

  /// The files of an index, `NAME.safetensors.index.json`, which lie beside it.
  ///
  /// Throws a `CheckpointError` when the index is no such file, when a file is missing or wrong, or when index
  /// and files disagree about a tensor.
  public init(index url: URL) throws(CheckpointError) {
    let index = try ShardIndex(url)
    path = url.path
    var files: [SafetensorsFile] = []
    var places: [String: Int] = [:]
    for name in Set(index.files.values).sorted() {
      let file = try SafetensorsFile(url.deletingLastPathComponent().appendingPathComponent(name))
      if let stray = file.names.first(where: { index.files[$0] != name }) {
        throw CheckpointError(file: file.path, .unindexed(name: stray))
      }
      for tensor in file.names { places[tensor] = files.count }
      files.append(file)
    }
    for (name, shard) in index.files.sorted(by: { $0.key < $1.key }) where places[name] == nil {
      let file = url.deletingLastPathComponent().appendingPathComponent(shard)
      throw CheckpointError(file: file.path, .missing(name: name))
    }
    (self.files, self.places, names) = (files, places, places.keys.sorted())
  }

  /// The shape of a tensor, if there is one of that name.
  public func shape(of name: String) -> [Int]? { file(of: name)?.shape(of: name) }

  /// The type of a tensor's elements in the format's words, if there is one of that name.
  public func elementType(of name: String) -> String? { file(of: name)?.elementType(of: name) }

  /// The bytes of all tensors in all files.
  public var byteCount: Int { files.reduce(0) { $0 + $1.byteCount } }

  /// The tensor of that name and shape; throws as in `WeightSource`.
  public func tensor(named name: String, shape: [Int]) throws(CheckpointError) -> Tensor {
    guard let file = file(of: name) else { throw CheckpointError(file: path, .missing(name: name)) }
    return try file.tensor(named: name, shape: shape)
  }

  /// See `WeightSource`; throws as there.
  public func halfKernel(named name: String, shape: [Int]) throws(CheckpointError) -> HalfKernel? {
    guard let file = file(of: name) else { throw CheckpointError(file: path, .missing(name: name)) }
    return try file.halfKernel(named: name, shape: shape)
  }

  /// Whether there are weights of type F16.
  public var holdsHalfPrecision: Bool { names.contains { elementType(of: $0) == "F16" } }

  /// Checks that the files hold the tensors of a network and nothing else.
  ///
  /// - Parameters:
  ///   - shapes: every tensor of the network.
  ///   - optional: names that may be there as well, such as those of tied weights.
  /// - Throws: a `CheckpointError` that names the first tensor that is missing, misshapen, of no float
  ///   type, or left over.
  public func require(_ shapes: [String: [Int]], optional: Set<String> = []) throws(CheckpointError) {
    for (name, shape) in shapes.sorted(by: { $0.key < $1.key }) {
      guard let found = self.shape(of: name) else { throw CheckpointError(file: path, .missing(name: name)) }
      if found != shape {
        throw CheckpointError(file: path, .shape(name: name, expected: shape, found: found))
      }
      let (type, known) = (elementType(of: name) ?? "", SafetensorsFile.floatTypes)
      if !known.contains(type) {
        let expected = known.joined(separator: " or ")
        throw CheckpointError(file: path, .type(name: name, expected: expected, found: type))
      }
    }
    for name in names where shapes[name] == nil && !optional.contains(name) {
      throw CheckpointError(file: path, .unexpected(name: name))
    }
  }

  private func file(of name: String) -> SafetensorsFile? { places[name].map { files[$0] } }
}

extension WeightFiles {
  /// The weights in a folder of the diffusers layout, whatever their usual names.
  ///
  /// `NAME.safetensors`, else `NAME.safetensors.index.json`, else the same with the variant `fp16`, where NAME is
  /// `diffusion_pytorch_model` or `model`. Throws a `CheckpointError` when there is none of them.
  public init(in folder: URL) throws(CheckpointError) {
    let names = ["diffusion_pytorch_model", "model"]
    let endings = [
      ".safetensors", ".safetensors.index.json", ".fp16.safetensors", ".safetensors.index.fp16.json",
    ]
    let known = endings.flatMap { ending in names.map { $0 + ending } }
    guard let name = known.first(where: { !FileCause.isMissing(folder.appendingPathComponent($0)) })
    else { throw CheckpointError(file: folder.path, .noWeights(known: known)) }
    let url = folder.appendingPathComponent(name)
    if name.hasSuffix(".json") { try self.init(index: url) } else { self.init(try SafetensorsFile(url)) }
  }
}
