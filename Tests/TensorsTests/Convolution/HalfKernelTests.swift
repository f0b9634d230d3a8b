import Foundation
import Tensors
import Testing

@Suite("kernels in half precision") struct HalfKernelTests {
  @Test("every finite half-precision number is kept exactly, and no other") func numbers() throws {
    // All of them: 31 exponents and 1024 fractions of both signs.
    let numbers = (0..<0x7c00).flatMap { bits -> [Float] in
      let (exponent, fraction) = (bits >> 10, Float(bits & 0x3ff))
      let magnitude =
        exponent == 0
        ? fraction * 0x1p-24 : (1024 + fraction) * Float(sign: .plus, exponent: exponent - 25, significand: 1)
      return [magnitude, -magnitude]
    }
    let all = Tensor(shape: [31, 2048], scalars: numbers)
    let kept = try #require(HalfKernel(outputsLast: all))
    #expect(kept.tensor == all.transposed && kept.tensor.scalars[31].sign == .minus)
    for number: Float in [
      0.1, 65536, -65520, 0x1p-25, 0x1p-60, 1e-30, .infinity, .nan, .greatestFiniteMagnitude, 1 + 0x1p-11,
    ] {
      #expect(HalfKernel(outputsLast: Tensor(shape: [3, 1], scalars: [1, number, 2])) == nil, "\(number)")
    }
    #expect(HalfKernel(outputsLast: Tensor(shape: [0, 3], scalars: []))?.tensor.count == 0)
  }

  @Test("the bytes of a half-precision file are kept as they are, but for numbers that are not finite")
  func bytes() throws {
    let halves = (0..<0x10000).map { UInt16($0) }.filter { $0 & 0x7c00 != 0x7c00 }
    var bytes: [UInt8] = [0] + halves.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }  // at an odd address
    try bytes.withUnsafeBytes { bytes in
      let binary16 = UnsafeRawBufferPointer(rebasing: bytes.dropFirst())
      let shape = [62, 1024, 1, 1]
      let kept = try #require(HalfKernel(torchShape: shape, binary16: binary16))
      #expect(kept.tensor == Tensor(shape: shape, binary16: binary16).outputsLast)
    }
    bytes[2] = 0x7c  // the first number becomes infinity
    bytes.withUnsafeBytes { bytes in
      let binary16 = UnsafeRawBufferPointer(rebasing: bytes.dropFirst())
      #expect(HalfKernel(torchShape: [62, 1024], binary16: binary16) == nil)
    }
  }

  struct Case: CustomTestStringConvertible {
    let x: [Int], kernel: Int, outputs: Int
    var stride = 1
    var testDescription: String { "\(x), \(kernel)x\(kernel) -> \(outputs), stride \(stride)" }
  }

  /// By patches (with depths that one product spans and does not), as an adjoint, pixel by pixel, and Winograd's way.
  static let cases = [
    Case(x: [2, 8, 8, 260], kernel: 3, outputs: 520), Case(x: [3, 5, 4, 3], kernel: 5, outputs: 40),
    Case(x: [1, 16, 16, 37], kernel: 5, outputs: 70),
    Case(x: [2, 9, 7, 20], kernel: 3, outputs: 65, stride: 2),
    Case(x: [2, 8, 8, 520], kernel: 3, outputs: 260), Case(x: [3, 5, 9, 600], kernel: 5, outputs: 3),
    Case(x: [1, 17, 15, 33], kernel: 5, outputs: 16), Case(x: [1, 1, 1, 40], kernel: 5, outputs: 33),
    Case(x: [1, 20, 21, 50], kernel: 1, outputs: 97), Case(x: [2, 3, 3, 600], kernel: 1, outputs: 9),
    Case(x: [2, 20, 20, 9], kernel: 3, outputs: 17),
  ]

  @Test("a convolution with one has the bits of the same kernel in single precision", arguments: cases)
  func convolution(_ a: Case) throws {
    var generator = TorchGenerator(seed: 41)
    let kernel = try generator.halfKernel([a.outputs, a.x[3], a.kernel, a.kernel])
    let (x, bias) = (generator.normal(a.x), generator.normal([a.outputs]))
    let op = Convolution2D(stride: a.stride, padding: a.kernel / 2)
    #expect(op(x, weight: kernel, bias: bias) == op(x, weight: kernel.tensor, bias: bias))
  }

  @Test("the number of threads does not change a bit") func threads() throws {
    let threads = WorkerThreads.count
    defer { WorkerThreads.count = threads }
    for a in Self.cases {
      var generator = TorchGenerator(seed: 43)
      let kernel = try generator.halfKernel([a.outputs, a.x[3], a.kernel, a.kernel])
      let (x, bias) = (generator.normal(a.x), generator.normal([a.outputs]))
      let results = [1, 2, 3, 8].map { count in
        WorkerThreads.count = count
        return Convolution2D(stride: a.stride, padding: a.kernel / 2)(x, weight: kernel, bias: bias)
      }
      #expect(results.allSatisfy { $0 == results[0] }, "\(a)")
    }
  }

  @Test(
    "a linear map with one has the bits of the same matrix in single precision",
    arguments: [[1, 1, 1], [2, 700, 70], [5, 513, 33], [300, 40, 600], [450, 1100, 31]])
  func linear(_ sizes: [Int]) throws {
    let (rows, inputs, outputs) = (sizes[0], sizes[1], sizes[2])
    var generator = TorchGenerator(seed: 42)
    let matrix = try generator.halfKernel([outputs, inputs])
    let (x, bias) = (generator.normal([rows, inputs]), generator.normal([outputs]))
    #expect(Linear.value(x, weight: matrix, bias: bias) == Linear.value(x, weight: matrix.tensor, bias: bias))
  }
}

extension TorchGenerator {
  /// Weights in torch's order, normal but for being rounded to 1/256.
  mutating func halfKernel(_ shape: [Int]) throws -> HalfKernel {
    let rounded = normal(shape).scalars.map { ($0 * 256).rounded() / 256 }
    return try #require(HalfKernel(outputsLast: Tensor(shape: shape, scalars: rounded)))
  }
}
