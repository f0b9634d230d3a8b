import Tensors
import Testing

@Suite struct SquaredDistancesTests {
  @Test(
    "distances of all pairs agree with double precision",
    arguments: [[1, 1, 1], [5, 3, 16], [9, 130, 17], [4, 70, 84], [66, 2, 31]])
  func pairs(sizes: [Int]) {
    var generator = TorchGenerator(seed: 8)
    let (a, b) = (generator.normal([sizes[0], sizes[2]]), generator.normal([sizes[1], sizes[2]]))
    let found = SquaredDistances.value(a, b)
    #expect(found.shape == [sizes[0], sizes[1]])
    let (x, y, scalars) = (a.scalars, b.scalars, found.scalars)
    for row in 0..<sizes[0] {
      for column in 0..<sizes[1] {
        let expected = (0..<sizes[2]).reduce(0.0) {
          let difference = Double(x[row * sizes[2] + $1]) - Double(y[column * sizes[2] + $1])
          return $0 + difference * difference
        }
        #expect(abs(Double(scalars[row * sizes[1] + column]) - expected) < 1e-5 * (1e-3 + expected))
      }
    }
  }

  @Test("equal rows are at the distance 0 exactly") func equal() {
    var generator = TorchGenerator(seed: 8)
    let x = 1000 * generator.normal([7, 50])
    let found = SquaredDistances.value(x, x).scalars
    #expect((0..<7).allSatisfy { found[$0 * 7 + $0] == 0 })
  }
}
