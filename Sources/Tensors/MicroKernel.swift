/// c [6, 16] = or += a [6, depth] b [depth, 16], with all sums in registers and in the order of the depth.
///
/// The innermost loop of every packed product: twelve fused multiply-adds for eight loads. `a` has `rowStep`
/// floats between rows and `depthStep` between columns, `b` has `panelStep` between rows.
@inline(__always) func multiplyBlock(
  _ a: UnsafePointer<Float>, rowStep: Int, depthStep: Int, _ b: UnsafePointer<Float>, panelStep: Int,
  depth: Int, into c: UnsafeMutablePointer<Float>, rowStride: Int, accumulating: Bool
) {
  var (s00, s01, s10, s11) = (Octet.zero, Octet.zero, Octet.zero, Octet.zero)
  var (s20, s21, s30, s31) = (Octet.zero, Octet.zero, Octet.zero, Octet.zero)
  var (s40, s41, s50, s51) = (Octet.zero, Octet.zero, Octet.zero, Octet.zero)
  var (a, b) = (a, b)
  for _ in 0..<depth {
    let (left, right) = (Octet(b), Octet(b + 8))
    var scalar = Octet(repeating: a[0])
    s00.addProduct(scalar, left)
    s01.addProduct(scalar, right)
    scalar = Octet(repeating: a[rowStep])
    s10.addProduct(scalar, left)
    s11.addProduct(scalar, right)
    scalar = Octet(repeating: a[2 * rowStep])
    s20.addProduct(scalar, left)
    s21.addProduct(scalar, right)
    scalar = Octet(repeating: a[3 * rowStep])
    s30.addProduct(scalar, left)
    s31.addProduct(scalar, right)
    scalar = Octet(repeating: a[4 * rowStep])
    s40.addProduct(scalar, left)
    s41.addProduct(scalar, right)
    scalar = Octet(repeating: a[5 * rowStep])
    s50.addProduct(scalar, left)
    s51.addProduct(scalar, right)
    a += depthStep
    b += panelStep
  }
  store(s00, s01, to: c, accumulating)
  store(s10, s11, to: c + rowStride, accumulating)
  store(s20, s21, to: c + 2 * rowStride, accumulating)
  store(s30, s31, to: c + 3 * rowStride, accumulating)
  store(s40, s41, to: c + 4 * rowStride, accumulating)
  store(s50, s51, to: c + 5 * rowStride, accumulating)
}

@inline(__always) private func store(
  _ left: Octet, _ right: Octet, to c: UnsafeMutablePointer<Float>, _ accumulating: Bool
) {
  if accumulating {
    (Octet(c) + left).store(to: c)
    (Octet(c + 8) + right).store(to: c + 8)
  } else {
    left.store(to: c)
    right.store(to: c + 8)
  }
}
