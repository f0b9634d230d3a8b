import Tensors
import Testing

@Test("a tensor keeps its elements in row-major order") func rowMajor() {
  #expect(Tensor(shape: [2, 2], scalars: [1, 2, 3, 4]).scalars[2] == 3)
}
