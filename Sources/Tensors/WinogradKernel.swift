/// A 3x3 kernel transformed to the 36 positions: G g G', in panels of 16 outputs for `multiplyPanels`.
///
/// Position p is a matrix [depth, columns], columns cut into panels [depth, 16]. Groups of inputs are padded to
/// multiples of 8 channels, groups of outputs to multiples of 16, with zeros.
struct WinogradKernel {
  /// Floats from one position to the next.
  let stride: Int
  /// Padded channels of all groups of inputs and of outputs.
  let depth, columns: Int
  private let storage: TensorStorage

  var floats: UnsafePointer<Float> { UnsafePointer(storage.floats) }
  /// Floats from one panel to the next.
  var panelStride: Int { depth * 16 }

  /// weight [3, 3, inputs, outputs] with equal groups of inputs and of outputs
  init(_ weight: Tensor, inputGroups: Int = 1, outputGroups: Int = 1) {
    let (inputs, outputs) = (weight.shape[2] / inputGroups, weight.shape[3] / outputGroups)
    let (inputPitch, outputPitch) = (inputs.roundedUp(to: 8), outputs.roundedUp(to: 16))
    (depth, columns) = (inputPitch * inputGroups, outputPitch * outputGroups)
    let (depth, stride) = (depth, depth * columns + 16)  // 16 more: no power of two
    self.stride = stride
    storage = TensorStorage(uninitialized: 36 * stride)
    let (target, source) = (storage.floats, weight.floats)
    let taps = Taps(weight: source, inputs: weight.shape[2], outputs: weight.shape[3])
    Partition(columns / 8, grain: 1).concurrently { _, octets in
      for octet in octets {
        let (group, first) = (octet * 8 / outputPitch, octet * 8 % outputPitch)
        let lanes = max(0, min(8, outputs - first))
        for row in 0..<depth {
          let (inputGroup, channel) = (row / inputPitch, row % inputPitch)
          let place = target + (octet / 2 * depth + row) * 16 + octet % 2 * 8
          taps.transform(
            input: inputGroup * inputs + channel, output: group * outputs + first,
            lanes: channel < inputs ? lanes : 0, to: place, stride)
        }
      }
    }
  }
}

/// Reads the nine taps between one input and eight outputs.
private struct Taps {
  let weight: UnsafePointer<Float>
  let inputs, outputs: Int

  @inline(__always) func transform(
    input: Int, output: Int, lanes: Int, to target: UnsafeMutablePointer<Float>, _ stride: Int
  ) {
    withUnsafeTemporaryAllocation(of: Octet.self, capacity: 18) { scratch in
      let e = scratch.baseAddress!
      for x in 0..<3 {
        let column = WinogradTransforms.kernel(
          (tap(0, x, input, output, lanes), tap(1, x, input, output, lanes), tap(2, x, input, output, lanes)))
        (e[x], e[3 + x], e[6 + x], e[9 + x], e[12 + x], e[15 + x]) = column
      }
      for y in 0..<6 {
        let row = WinogradTransforms.kernel((e[3 * y], e[3 * y + 1], e[3 * y + 2]))
        let place = target + 6 * y * stride
        row.0.store(to: place)
        row.1.store(to: place + stride)
        row.2.store(to: place + 2 * stride)
        row.3.store(to: place + 3 * stride)
        row.4.store(to: place + 4 * stride)
        row.5.store(to: place + 5 * stride)
      }
    }
  }

  @inline(__always) private func tap(_ y: Int, _ x: Int, _ input: Int, _ output: Int, _ lanes: Int) -> Octet {
    Octet(weight + (((y * 3 + x) * inputs + input) * outputs + output), first: lanes)
  }
}
