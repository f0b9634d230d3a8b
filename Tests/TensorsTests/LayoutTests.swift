import Tensors
import Testing

@Suite("layouts") struct LayoutTests {
  @Test(
    "a matrix of any size is transposed element by element",
    arguments: [[1, 5], [5, 1], [2, 3], [31, 33], [64, 32], [33, 1000], [300, 257], [0, 4]])
  func transposed(shape: [Int]) {
    let (rows, columns) = (shape[0], shape[1])
    let matrix = Tensor(shape: shape, scalars: (0..<rows * columns).map(Float.init))
    let result = matrix.transposed
    #expect(result.shape == [columns, rows])
    let scalars = result.scalars
    #expect(scalars.indices.allSatisfy { scalars[$0] == Float($0 % rows * columns + $0 / rows) })
    #expect(result.transposed == matrix)
  }

  @Test(
    "images keep their pixels between torch's order and ours",
    arguments: [[2, 3, 5, 7], [3, 40, 6, 6], [1, 1, 4, 4]])
  func images(shape: [Int]) {
    var generator = TorchGenerator(seed: 3)
    let torch = generator.normal(shape)
    let ours = torch.channelsLast
    #expect(ours.shape == [shape[0], shape[2], shape[3], shape[1]] && ours.channelsFirst == torch)
    let (area, channels) = (shape[2] * shape[3], shape[1])
    let (a, b) = (torch.scalars, ours.scalars)
    let places = a.indices.map { ($0 / (area * channels), $0 / area % channels, $0 % area) }
    #expect(zip(a, places).allSatisfy { $0 == b[($1.0 * area + $1.2) * channels + $1.1] })
  }
}
