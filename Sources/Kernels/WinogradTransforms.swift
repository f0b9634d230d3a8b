/// The one-dimensional transforms of F(4, 3): four outputs of a three-tap correlation from six inputs with six
/// products (Lavin and Gray 2016, section 4.1), on the points 0, 1/√2, -1/√2, √2, -√2 and infinity.
///
/// Points whose magnitudes are each other's reciprocals keep the matrices' entries small: the errors are about half
/// of those on 0, 1, -1, 2, -2 and infinity, for as many operations.
///
/// In two dimensions each is applied to the columns, then to the rows: y = A'[(G g G') . (B' d B)] A, where '
/// is the transpose and . the product element by element. The adjoints make the kernel's gradient:
/// dg = G'[(B' d B) . (A dy A')] G.
enum WinogradTransforms {
  typealias Six = (Lanes, Lanes, Lanes, Lanes, Lanes, Lanes)

  /// √2 and 1/√2.
  @inline(__always) private static var root: Float { 1.41421356 }
  @inline(__always) private static var halfRoot: Float { 0.707106781 }

  /// B' d: six inputs to the six points.
  @inline(__always) static func input(_ d: Six) -> Six {
    let (nearEven, nearOdd) = (d.4.adding(-2, times: d.2), d.3.adding(-2, times: d.1))
    let (farEven, farOdd) = (d.4.adding(-0.5, times: d.2), d.3.adding(-0.5, times: d.1))
    return (
      (d.0 + d.4).adding(-2.5, times: d.2),
      nearEven.adding(halfRoot, times: nearOdd), nearEven.adding(-halfRoot, times: nearOdd),
      farEven.adding(root, times: farOdd), farEven.adding(-root, times: farOdd),
      (d.1 + d.5).adding(-2.5, times: d.3)
    )
  }

  /// A' m: the six points to four outputs.
  @inline(__always) static func output(_ m: Six) -> (Lanes, Lanes, Lanes, Lanes) {
    let (near, nearDifference) = (m.1 + m.2, m.1 - m.2)
    let (far, farDifference) = (m.3 + m.4, m.3 - m.4)
    return (
      m.0 + near + far, nearDifference.adding(2, times: farDifference) * halfRoot,
      (near * 0.5).adding(2, times: far),
      m.5.adding(0.5 * halfRoot, times: nearDifference.adding(8, times: farDifference))
    )
  }

  /// A y: gradients of the four outputs to the six points, the adjoint of `output`.
  @inline(__always) static func outputAdjoint(_ y: (Lanes, Lanes, Lanes, Lanes)) -> Six {
    let (nearEven, nearOdd) = (y.0.adding(0.5, times: y.2), y.1.adding(0.5, times: y.3))
    let (farEven, farOdd) = (y.0.adding(2, times: y.2), y.1.adding(2, times: y.3))
    return (
      y.0, nearEven.adding(halfRoot, times: nearOdd), nearEven.adding(-halfRoot, times: nearOdd),
      farEven.adding(root, times: farOdd), farEven.adding(-root, times: farOdd), y.3
    )
  }

  /// G g: three taps to the six points.
  @inline(__always) static func kernel(_ g: (Lanes, Lanes, Lanes)) -> Six {
    let near = (g.0 * (-2 / 3)).adding(-1 / 3, times: g.2)
    let far = (g.0 * (1 / 6)).adding(1 / 3, times: g.2)
    return (
      g.0, near.adding(-root / 3, times: g.1), near.adding(root / 3, times: g.1),
      far.adding(root / 6, times: g.1), far.adding(-root / 6, times: g.1), g.2
    )
  }

  /// G' u: gradients at the six points to the three taps, the adjoint of `kernel`.
  @inline(__always) static func kernelAdjoint(_ u: Six) -> (Lanes, Lanes, Lanes) {
    let (near, nearDifference) = (u.1 + u.2, u.2 - u.1)
    let (far, farDifference) = (u.3 + u.4, u.3 - u.4)
    return (
      u.0.adding(-2 / 3, times: near).adding(1 / 6, times: far),
      (nearDifference * (root / 3)).adding(root / 6, times: farDifference),
      u.5.adding(-1 / 3, times: near).adding(1 / 3, times: far)
    )
  }
}
