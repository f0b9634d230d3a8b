import Checkpoints
import Foundation
import Networks
import Tensors

/// Weights from a formula instead of a file: key number i in alphabetical order has w[n] = 0.08 sin(0.37 n + i), plus 1
/// in one-dimensional tensors named *.weight.
package struct FormulaWeights: WeightSource {
  package let names: [String]

  /// Those of a network.
  package init(of configuration: TextToImageConfiguration) {
    names = TextToImageUNet.weightShapes(of: configuration).map(\.name).sorted()
  }

  package func tensor(named name: String, shape: [Int]) throws(CheckpointError) -> Tensor {
    guard let index = names.firstIndex(of: name) else {
      throw CheckpointError(file: "formula", .missing(name: name))
    }
    let start: Float = shape.count == 1 && name.hasSuffix(".weight") ? 1 : 0
    return Tensor(shape: shape) { Float(0.08 * sin(0.37 * $0 + Double(index))) + start }
  }
}

extension Tensor {
  /// A tensor of a function of the element's number, in torch's order.
  package init(shape: [Int], formula: (Double) -> Float) {
    self.init(shape: shape, scalars: (0..<shape.reduce(1, *)).map { formula(Double($0)) })
  }
}
