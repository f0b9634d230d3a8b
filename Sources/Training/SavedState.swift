import Checkpoints
import Foundation
import Networks
import Tensors

/// The part of a training state that is no tensor, kept as JSON in the file's metadata.
struct SavedState<Configuration: Codable>: Codable {
  let configuration: Configuration
  /// Shape and checksum of the images, and of what else is no option.
  let images: String
  let generator: TorchGenerator
  /// `EngineVersion.numerics` of the program that wrote it.
  var numerics = EngineVersion.numerics

  private static var stateKey: String { "training" }
  private static var checksumKey: String { "checksum" }

  init(configuration: Configuration, images: String, generator: TorchGenerator) {
    (self.configuration, self.images, self.generator) = (configuration, images, generator)
  }

  /// Adds the state, and a checksum over the tensors and the state; the last thing to be added.
  func add(to writer: inout SafetensorsWriter) throws {
    let json = try JSONEncoder().encode(self)
    var checksum = writer.checksum
    checksum.add(json)
    writer.metadata[Self.stateKey] = String(decoding: json, as: UTF8.self)
    writer.metadata[Self.checksumKey] = "\(checksum)"
  }

  /// Reads the state of a file whose contents agree with its checksum.
  init(_ file: SafetensorsFile) throws(CheckpointError) {
    guard let text = file.metadata[Self.stateKey], let expected = file.metadata[Self.checksumKey] else {
      throw CheckpointError(
        file: file.path, .mismatch("a", expected: "training state", found: "another file"))
    }
    var checksum = file.checksum
    checksum.add(Data(text.utf8))
    guard "\(checksum)" == expected else {
      throw CheckpointError(file: file.path, .damaged("expected checksum \(expected), found \(checksum)"))
    }
    do { self = try JSONDecoder().decode(Self.self, from: Data(text.utf8)) } catch {
      throw CheckpointError(file: file.path, .damaged("its state is none that this version knows"))
    }
  }

  /// Throws when the state belongs to another training.
  func require(_ wanted: Configuration, images wantedImages: String, _ path: String)
    throws(CheckpointError)
  {
    try require("configuration", "\(wanted)", "\(configuration)", path)
    try require("images", wantedImages, images, path)
    try require("numerics version", "\(EngineVersion.numerics)", "\(numerics)", path)
  }

  private func require(
    _ what: String, _ expected: String, _ found: String, _ path: String
  ) throws(CheckpointError) {
    guard expected == found else {
      throw CheckpointError(file: path, .mismatch(what, expected: expected, found: found))
    }
  }
}
