import Foundation
import Tensors

/// How fast this machine multiplies.
enum EngineSpeed {
  /// Multiplications and additions a second, from a product that takes some hundredths of a second.
  static func measured() -> Double {
    let (rows, inner, columns) = (512, 1024, 1024)
    let x = Tensor(repeating: 0.5, shape: [rows, inner])
    let weight = Tensor(repeating: 0.25, shape: [inner, columns])
    let bias = Tensor(repeating: 0, shape: [columns])
    _ = Linear.value(x, weight: weight, bias: bias)  // starts the threads
    let start = ContinuousClock.now
    let repetitions = 3
    for _ in 0..<repetitions { _ = Linear.value(x, weight: weight, bias: bias) }
    let seconds = start.duration(to: .now) / .seconds(1)
    return 2 * Double(rows * inner * columns * repetitions) / max(seconds, 1e-9)
  }
}
