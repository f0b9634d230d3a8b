import Checkpoints
import Foundation
import Networks
import Tensors
import TestSupport
import Testing

@Suite("networks on disk") struct NetworkCheckpointTests {
  private let folder: Scratch

  init() throws { folder = try Scratch() }

  private func network(seed: UInt64, width: Int = 2, _ variant: UNetConfiguration.Variant = .writeup) -> UNet
  {
    var generator = TorchGenerator(seed: seed)
    return UNet(UNetConfiguration(width: width, variant: variant), &generator)
  }

  @Test("a network that was saved and loaded is the same network") func roundTrip() throws {
    let url = folder.url("a.safetensors")
    let original = network(seed: 1)
    try original.save(to: url)
    var copy = network(seed: 2)
    try copy.load(from: url)
    #expect(copy.namedTensors.map(\.name) == original.namedTensors.map(\.name))
    #expect(copy.namedTensors.map(\.tensor) == original.namedTensors.map(\.tensor))
  }

  @Test("loading another network's checkpoint names the first tensor that differs") func otherNetwork() throws
  {
    let url = folder.url("c.safetensors")
    try network(seed: 1, width: 3).save(to: url)
    var wider = network(seed: 1)
    let before = wider.namedTensors.map(\.tensor)
    let shape = CheckpointFault.shape(
      name: "e0.0.0.weight", expected: [2, 1, 3, 3], found: [3, 1, 3, 3])
    #expect(throws: CheckpointError(file: url.path, shape)) { try wider.load(from: url) }
    #expect(wider.namedTensors.map(\.tensor) == before)
    var writer = SafetensorsWriter()
    wider.addState(to: &writer)
    writer.add(Tensor(shape: [1], scalars: [0]), named: "t1.0.weight")
    try writer.write(to: url)
    #expect(throws: CheckpointError(file: url.path, .unexpected(name: "t1.0.weight"))) {
      try wider.load(from: url)
    }
    try SafetensorsWriter().write(to: url)
    #expect(throws: CheckpointError(file: url.path, .missing(name: "e0.0.0.weight"))) {
      try wider.load(from: url)
    }
  }

  @Test("a network's checkpoint cut anywhere, or with any header byte changed, never crashes")
  func mutations() throws {
    let url = folder.url("cut.safetensors")
    try network(seed: 1, width: 1).save(to: url)
    let whole = try Data(contentsOf: url)
    for cut in stride(from: 0, to: whole.count, by: 97) {
      try whole.prefix(cut).write(to: url)
      #expect(throws: CheckpointError.self) { try SafetensorsFile(url) }
    }
    for position in stride(from: 0, to: 2000, by: 7) {
      var changed = whole
      changed[position] ^= 0x11
      try changed.write(to: url)
      var loaded = network(seed: 2, width: 1)
      try? loaded.load(from: url)
    }
  }
}
