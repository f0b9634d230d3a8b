import Tensors

/// Operations in double precision, written for plainness: what the kernels are measured against.
struct DoubleArray {
  var shape: [Int]
  var values: [Double]

  init(_ shape: [Int], _ values: [Double]) { (self.shape, self.values) = (shape, values) }

  init(zeros shape: [Int]) { self.init(shape, [Double](repeating: 0, count: shape.reduce(1, *))) }

  init(_ tensor: Tensor) { self.init(tensor.shape, tensor.scalars.map(Double.init)) }

  subscript(_ indices: Int...) -> Double {
    get { values[offset(indices)] }
    set { values[offset(indices)] = newValue }
  }

  private func offset(_ indices: [Int]) -> Int { zip(indices, shape).reduce(0) { $0 * $1.1 + $1.0 } }

  func map(_ transform: (Double) -> Double) -> DoubleArray { DoubleArray(shape, values.map(transform)) }

  /// self [N, H, W, C] convolved with weight [height, width, C, K].
  func convolved(_ weight: DoubleArray, _ bias: DoubleArray, stride: Int, padding: Int) -> DoubleArray {
    let (kernelHeight, kernelWidth) = (weight.shape[0], weight.shape[1])
    let height = (shape[1] + 2 * padding - kernelHeight) / stride + 1
    let width = (shape[2] + 2 * padding - kernelWidth) / stride + 1
    var result = DoubleArray(zeros: [shape[0], height, width, weight.shape[3]])
    for n in 0..<shape[0] {
      for (y, x) in pairs(height, width) {
        for k in 0..<weight.shape[3] {
          var sum = bias[k]
          for (i, j) in pairs(kernelHeight, kernelWidth) {
            let (row, column) = (y * stride - padding + i, x * stride - padding + j)
            guard 0..<shape[1] ~= row, 0..<shape[2] ~= column else { continue }
            for c in 0..<shape[3] { sum += self[n, row, column, c] * weight[i, j, c, k] }
          }
          result[n, y, x, k] = sum
        }
      }
    }
    return result
  }

  /// self [N, H, W, C] through the transpose with weight [height, width, K, C].
  func transposedConvolved(
    _ weight: DoubleArray, _ bias: DoubleArray, stride: Int, padding: Int
  ) -> DoubleArray {
    let (kernelHeight, kernelWidth, outputs) = (weight.shape[0], weight.shape[1], weight.shape[2])
    let height = (shape[1] - 1) * stride - 2 * padding + kernelHeight
    let width = (shape[2] - 1) * stride - 2 * padding + kernelWidth
    var result = DoubleArray(zeros: [shape[0], height, width, outputs])
    for index in result.values.indices { result.values[index] = bias[index % outputs] }
    for n in 0..<shape[0] {
      for (y, x) in pairs(shape[1], shape[2]) {
        for (i, j) in pairs(kernelHeight, kernelWidth) {
          let (row, column) = (y * stride - padding + i, x * stride - padding + j)
          guard 0..<height ~= row, 0..<width ~= column else { continue }
          for (k, c) in pairs(outputs, shape[3]) {
            result[n, row, column, k] += self[n, y, x, c] * weight[i, j, k, c]
          }
        }
      }
    }
    return result
  }

  /// The gradient for the kernel of self [N, H, W, C] convolved, from the output's gradient [N, H', W', K].
  func kernelGradient(
    _ gradient: DoubleArray, height: Int, width: Int, stride: Int, padding: Int
  ) -> DoubleArray {
    let (channels, outputs) = (shape[3], gradient.shape[3])
    var result = DoubleArray(zeros: [height, width, channels, outputs])
    for n in 0..<shape[0] {
      for (y, x) in pairs(gradient.shape[1], gradient.shape[2]) {
        for (i, j) in pairs(height, width) {
          let (row, column) = (y * stride - padding + i, x * stride - padding + j)
          guard 0..<shape[1] ~= row, 0..<shape[2] ~= column else { continue }
          let pixel = ((n * shape[1] + row) * shape[2] + column) * channels
          let output = ((n * gradient.shape[1] + y) * gradient.shape[2] + x) * outputs
          for (c, k) in pairs(channels, outputs) {
            let product = values[pixel + c] * gradient.values[output + k]
            result.values[((i * width + j) * channels + c) * outputs + k] += product
          }
        }
      }
    }
    return result
  }

  /// Every channel with its own mean and variance over the batch, then scaled and shifted.
  func batchNormalized(_ scale: DoubleArray, _ shift: DoubleArray) -> DoubleArray {
    let channels = shape.last!
    var result = self
    for c in 0..<channels {
      let own = stride(from: c, to: values.count, by: channels).map { values[$0] }
      let mean = own.reduce(0, +) / Double(own.count)
      let variance = own.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(own.count)
      let factor = scale[c] / (variance + BatchNormalization.epsilon).squareRoot()
      for index in stride(from: c, to: values.count, by: channels) {
        result.values[index] = (values[index] - mean) * factor + shift[c]
      }
    }
    return result
  }
}

private func pairs(_ a: Int, _ b: Int) -> [(Int, Int)] { (0..<a).flatMap { i in (0..<b).map { (i, $0) } } }

/// The root of the mean of the squares.
func rootMeanSquare(_ values: [Double]) -> Double {
  (values.reduce(0) { $0 + $1 * $1 } / Double(values.count)).squareRoot()
}
