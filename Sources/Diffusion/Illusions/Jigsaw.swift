import Tensors

/// A puzzle of 4 x 4 pieces with tabs, and another arrangement of them.
///
/// Every border has its tab in the direction of the clock, and tabs at the border's pieces point inwards: so the puzzle
/// looks the same after a quarter turn, and the two pieces in the middle of a side have one shape. Corners, inner
/// pieces and the two kinds of side pieces may each turn around the centre by quarters, and the two of a side may
/// change places.
public struct Jigsaw: Hashable, Sendable {
  /// Quarter turns clockwise of the corners, the inner pieces, and the first and the second pieces of the sides.
  public let corners, inner, first, second: Int
  /// For the upper, right, lower and left side: whether its two pieces change places after their turns.
  public let swaps: [Bool]

  /// A random arrangement.
  public init(_ generator: inout TorchGenerator) {
    let turns = generator.integers(4, below: 4)
    (corners, inner, first, second) = (turns[0], turns[1], turns[2], turns[3])
    swaps = generator.integers(4, below: 2).map { $0 == 1 }
  }

  /// For each pixel as arranged, the pixel of the image that is there.
  func sources(side: Int) -> [Int] {
    precondition(side % 4 == 0, "Jigsaw: expected a multiple of 4 pixels, got \(side)")
    let board = JigsawBoard(side: side)
    var result = [Int](repeating: 0, count: side * side)
    for source in result.indices {
      let (row, column) = destination(of: source / side, source % side, board)
      result[row * side + column] = source
    }
    return result
  }

  private func destination(of row: Int, _ column: Int, _ board: JigsawBoard) -> (Int, Int) {
    let cell = board.cell(row, column)
    switch cell.kind {
    case .corner: return board.turned(row, column, quarters: corners)
    case .inner: return board.turned(row, column, quarters: inner)
    case .side(let isSecond):
      let turns = isSecond ? second : first
      let place = board.turned(row, column, quarters: turns)
      let side = (cell.quadrantSide + turns) % 4
      return swaps[side] ? board.shifted(place, alongSide: side, back: isSecond) : place
    }
  }
}

/// Which piece a pixel belongs to, on a square of `side` pixels.
struct JigsawBoard {
  struct Cell {
    enum Kind: Equatable {
      case corner, inner
      case side(isSecond: Bool)
    }

    let row, column: Int

    var kind: Kind {
      let edges = [row, column].filter { $0 == 0 || $0 == 3 }.count
      if edges == 2 { return .corner }
      if edges == 0 { return .inner }
      return .side(isSecond: quadrantPlace == 2)
    }

    /// 0 above, 1 right, 2 below, 3 left, for a side piece.
    var quadrantSide: Int { row == 0 ? 0 : column == 3 ? 1 : row == 3 ? 2 : 3 }

    /// How far a side piece lies along its side, in the direction of the clock.
    private var quadrantPlace: Int {
      switch quadrantSide {
      case 0: column
      case 1: row
      case 2: 3 - column
      default: 3 - row
      }
    }
  }

  let side: Int
  private var cell: Double { Double(side) / 4 }

  /// The piece of a pixel: the square that it lies in, or the neighbour whose tab covers it.
  func cell(_ row: Int, _ column: Int) -> Cell {
    let (y, x) = ((Double(row) + 0.5) / cell, (Double(column) + 0.5) / cell)
    let own = Cell(row: Int(y), column: Int(x))
    for (down, right) in [(0, 1), (1, 0), (0, -1), (-1, 0)] {
      let other = Cell(row: own.row + down, column: own.column + right)
      guard 0..<4 ~= other.row, 0..<4 ~= other.column, reaches(from: other, to: own) else { continue }
      // The tab is a disc with its centre beyond the middle of the border.
      let centerY = Double(own.row) + 0.5 + Double(down) * (0.5 - Self.reach)
      let centerX = Double(own.column) + 0.5 + Double(right) * (0.5 - Self.reach)
      let (dy, dx) = (y - centerY, x - centerX)
      if dy * dy + dx * dx < Self.radius * Self.radius { return other }
    }
    return own
  }

  private static let reach = 0.103
  private static let radius = 0.177

  /// Whether the tab between two neighbours belongs to the first.
  private func reaches(from a: Cell, to b: Cell) -> Bool {
    let (outerA, outerB) = (isOuter(a), isOuter(b))
    if outerA != outerB { return outerA }
    // Neighbours in one ring: clockwise, which is the sign of the cross product around the centre.
    let (ay, ax) = (Double(a.row) - 1.5, Double(a.column) - 1.5)
    let (by, bx) = (Double(b.row) - 1.5, Double(b.column) - 1.5)
    return ax * by - ay * bx > 0
  }

  private func isOuter(_ cell: Cell) -> Bool { [0, 3].contains(cell.row) || [0, 3].contains(cell.column) }

  /// A pixel turned clockwise around the centre.
  func turned(_ row: Int, _ column: Int, quarters: Int) -> (Int, Int) {
    (0..<quarters).reduce((row, column)) { place, _ in (place.1, side - 1 - place.0) }
  }

  /// A pixel moved by one piece along a side, in the direction of the clock or against it.
  func shifted(_ place: (Int, Int), alongSide side: Int, back: Bool) -> (Int, Int) {
    let step = back ? -self.side / 4 : self.side / 4
    switch side {
    case 0: return (place.0, place.1 + step)
    case 1: return (place.0 + step, place.1)
    case 2: return (place.0, place.1 - step)
    default: return (place.0 - step, place.1)
    }
  }
}
