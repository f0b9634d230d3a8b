/// The one-dimensional transforms of F(4, 3): four outputs of a three-tap correlation from six inputs with six
/// products (Lavin and Gray 2016, section 4.1), on the points 0, 1, -1, 2, -2 and infinity.
///
/// In two dimensions each is applied to the columns, then to the rows: y = A'[(G g G') . (B' d B)] A, where '
/// is the transpose and . the product element by element. The adjoints make the kernel's gradient:
/// dg = G'[(B' d B) . (A dy A')] G.
enum WinogradTransforms {
  typealias Six = (Lanes, Lanes, Lanes, Lanes, Lanes, Lanes)

  /// B' d: six inputs to the six points.
  @inline(__always) static func input(_ d: Six) -> Six {
    let (even, odd) = (d.4.adding(-4, times: d.2), d.3.adding(-4, times: d.1))
    let (evenSpread, oddSpread) = (d.4 - d.2, d.3 - d.1)
    return (
      d.4.adding(4, times: d.0).adding(-5, times: d.2), even + odd, even - odd,
      evenSpread.adding(2, times: oddSpread), evenSpread.adding(-2, times: oddSpread),
      d.5.adding(4, times: d.1).adding(-5, times: d.3)
    )
  }

  /// A' m: the six points to four outputs.
  @inline(__always) static func output(_ m: Six) -> (Lanes, Lanes, Lanes, Lanes) {
    let (sum1, difference1) = (m.1 + m.2, m.1 - m.2)
    let (sum2, difference2) = (m.3 + m.4, m.3 - m.4)
    return (
      m.0 + sum1 + sum2, difference1.adding(2, times: difference2), sum1.adding(4, times: sum2),
      (difference1 + m.5).adding(8, times: difference2)
    )
  }

  /// A y: gradients of the four outputs to the six points, the adjoint of `output`.
  @inline(__always) static func outputAdjoint(_ y: (Lanes, Lanes, Lanes, Lanes)) -> Six {
    let (even1, odd1) = (y.0 + y.2, y.1 + y.3)
    let even2 = y.0.adding(4, times: y.2)
    let odd2 = (y.1 + y.1).adding(8, times: y.3)
    return (y.0, even1 + odd1, even1 - odd1, even2 + odd2, even2 - odd2, y.3)
  }

  /// G g: three taps to the six points.
  @inline(__always) static func kernel(_ g: (Lanes, Lanes, Lanes)) -> Six {
    let near = (g.0 + g.2) * (-1 / 6)
    let far = (g.0 * (1 / 24)).adding(1 / 6, times: g.2)
    return (
      g.0 * 0.25, near.adding(-1 / 6, times: g.1), near.adding(1 / 6, times: g.1),
      far.adding(1 / 12, times: g.1), far.adding(-1 / 12, times: g.1), g.2
    )
  }

  /// G' u: gradients at the six points to the three taps, the adjoint of `kernel`.
  @inline(__always) static func kernelAdjoint(_ u: Six) -> (Lanes, Lanes, Lanes) {
    let (sum1, difference1) = ((u.1 + u.2) * (-1 / 6), u.2 - u.1)
    let (sum2, difference2) = (u.3 + u.4, u.3 - u.4)
    return (
      sum1.adding(0.25, times: u.0).adding(1 / 24, times: sum2),
      (difference1 * (1 / 6)).adding(1 / 12, times: difference2),
      (sum1 + u.5).adding(1 / 6, times: sum2)
    )
  }
}
