import Diffusion
import Foundation
import Tensors
import Testing

@Suite("halving images") struct HalvingTests {
  @Test("a constant stays what it is, and a ramp keeps its slope inside") func simple() {
    let flat = Tensor(repeating: 0.3, shape: [2, 4, 6, 3]).halved
    #expect(flat.shape == [2, 2, 3, 3] && flat.scalars.allSatisfy { abs($0 - 0.3) < 1e-6 })
    let ramp = Tensor(shape: [1, 8, 8, 1], scalars: (0..<64).map { Float($0 % 8) }).halved.scalars
    #expect(ramp[1] == 2.5 && ramp[2] == 4.5)
    #expect(ramp[0] == 0.75, "(1 + 3 * 0 + 3 * 1 + 2) / 8")
    #expect(ramp[3] == 6.25, "(5 + 3 * 6 + 3 * 7 + 6) / 8")
  }

  /// augmentation.shrunk of the sketchbook's recipe on sin(0.37 i) of shape [1, 3, 4, 6], printed by torch.
  @Test("the result is torch's") func torch() {
    let x = Tensor(
      shape: [1, 4, 6, 3],
      scalars: (0..<72).map { place in
        let (y, x, c) = (place / 18, place / 3 % 6, place % 3)
        return Float(sin(0.37 * Double(c * 24 + y * 6 + x)))
      })
    let found = x.halved
    for (place, expected) in zip([0, 5, 9, 17], Self.expected) {
      #expect(abs(found.scalars[place] - expected) < 1e-6, "\(place): \(found.scalars[place])")
    }
  }

  private static let expected: [Float] = [0.2697676, 0.25426, -0.1910329, -0.1470593]
}
