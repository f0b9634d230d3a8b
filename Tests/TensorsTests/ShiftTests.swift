import Tensors
import Testing

@Suite struct ShiftTests {
  @Test("images move by their own offsets, zeros come in and what leaves is gone") func shift() {
    let image: [Float] = [1, 2, 3, 4, 5, 6]
    let x = Tensor(shape: [4, 2, 3, 1], scalars: image + image + image + image)
    let moved = x.shifted(by: [(0, 0), (1, 0), (0, -1), (-5, 7)]).scalars
    #expect(Array(moved[0..<6]) == image)
    #expect(Array(moved[6..<12]) == [0, 0, 0, 1, 2, 3])
    #expect(Array(moved[12..<18]) == [2, 3, 0, 5, 6, 0])
    #expect(moved[18..<24].allSatisfy { $0 == 0 })
  }
}
