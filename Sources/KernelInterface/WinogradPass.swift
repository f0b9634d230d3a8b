/// How a convolution of a grid runs over blocks of tiles (`KernelSet.convolve`).
public struct WinogradPass: Sendable {
  /// What is read, in strips.
  public let input: TileStrips
  /// What is written, in the same strips.
  public let output: TileStrips
  /// The transformed kernel.
  public let kernel: WinogradKernelLayout
  /// Where the kernel is not zero.
  public let positions: WinogradPositions

  /// A convolution of `input` to `output`, which have equal numbers of pixels.
  public init(
    input: PixelGrid, output: PixelGrid, kernel: WinogradKernelLayout, positions: WinogradPositions
  ) {
    (self.input, self.output) = (TileStrips(input), TileStrips(output))
    (self.kernel, self.positions) = (kernel, positions)
  }
}

/// A 3x3 kernel at Winograd's 36 positions, each a matrix of all input channels by all output channels in panels.
public struct WinogradKernelLayout: Sendable {
  /// Groups of the side of the inputs, and channels of each.
  public let inputGroups, inputs: Int
  /// Groups of the side of the outputs, and channels of each.
  public let outputGroups, outputs: Int
  /// Channels of a group of inputs, padded to a multiple of 8.
  public let inputPitch: Int
  /// Channels of a group of outputs, padded to a multiple of a register's lanes.
  public let outputPitch: Int

  /// Of a kernel [3, 3, inputGroups * inputs, outputGroups * outputs].
  public init(inputGroups: Int, inputs: Int, outputGroups: Int, outputs: Int, lanes: Int) {
    (self.inputGroups, self.inputs) = (inputGroups, inputs)
    (self.outputGroups, self.outputs) = (outputGroups, outputs)
    (inputPitch, outputPitch) = (inputs.roundedUp(to: 8), outputs.roundedUp(to: lanes))
  }

  /// Padded channels of all groups of inputs.
  @inlinable public var depth: Int { inputGroups * inputPitch }
  /// Padded channels of all groups of outputs.
  @inlinable public var columns: Int { outputGroups * outputPitch }
  /// Floats from one position to the next; 16 more than needed, so that it is no power of two.
  @inlinable public var stride: Int { depth * columns + 16 }
  /// Floats of all positions.
  @inlinable public var count: Int { 36 * stride }
}

/// At which of the 36 positions a group of a kernel is not zero everywhere.
public struct WinogradPositions: Sendable {
  /// One bit a position, for each group of the side that has several.
  @usableFromInline let masks: [UInt64]

  /// All positions of one group.
  public static let all = WinogradPositions(groups: 1) { _, _ in true }

  /// The positions for which `isUsed` holds.
  public init(groups: Int, isUsed: (_ position: Int, _ group: Int) -> Bool) {
    masks = (0..<groups).map { group in
      (0..<36).reduce(0) { $0 | (isUsed($1, group) ? 1 << UInt64($1) : 0) }
    }
  }

  /// Whether a product is needed there; the other side's only group is 0.
  @inlinable public func contains(_ position: Int, group: Int) -> Bool {
    masks[group] >> UInt64(position) & 1 == 1
  }
}

/// The 36 matrices [tiles, channels] of a block, one behind the other: position p, row `tile`, at
/// `floats + p * stride + tile * rowStride`.
public struct TileMatrices {
  /// The first float.
  public let floats: Target
  /// Floats from one position to the next.
  public let stride: Int
  /// Floats from one tile to the next.
  public let rowStride: Int
  /// Channels from one group to the next.
  public let groupStride: Int

  /// A view of memory that somebody else keeps.
  public init(floats: Target, stride: Int, rowStride: Int, groupStride: Int) {
    (self.floats, self.stride) = (floats, stride)
    (self.rowStride, self.groupStride) = (rowStride, groupStride)
  }

  /// Matrices for `tiles` rows of groups of `pitch` channels; 16 floats between two of them, so that their distance is no
  /// power of two.
  public init(floats: Target, tiles: Int, groups: Int = 1, pitch: Int) {
    self.init(
      floats: floats, stride: Self.stride(tiles: tiles, channels: groups * pitch), rowStride: groups * pitch,
      groupStride: pitch)
  }

  /// Floats from one matrix [tiles, channels] to the next.
  public static func stride(tiles: Int, channels: Int) -> Int { tiles * channels + 16 }

  /// The same from another row on.
  @inlinable public func from(row: Int) -> TileMatrices {
    TileMatrices(
      floats: floats + row * rowStride, stride: stride, rowStride: rowStride, groupStride: groupStride)
  }
}
