/// The loops over raw memory that an instruction set decides the speed of, each on one thread.
///
/// One set of sources is compiled once for every instruction set (`Kernels`, `KernelsAVX512`). Every set gives the
/// same bits: each output is computed lane by lane in one order, whatever the width of the registers. Memory that is
/// read may be read up to 16 floats behind its end; what is written ends where it should.
package protocol KernelSet: Sendable {
  /// What the set is called in benchmarks.
  static var name: String { get }
  /// Floats of a register.
  static var lanes: Int { get }
  /// Rows of a product whose sums are in registers together.
  static var blockRows: Int { get }

  // MARK: Products

  /// Writes b [depth, columns] in panels; `rowStep` and `columnStep` are floats between its elements.
  static func pack(
    _ b: Source, rowStep: Int, columnStep: Int, columns: Int, into panels: Target, _ layout: PanelLayout)

  /// Rows of a panel in half precision -> floats as `pack` writes them, exactly.
  ///
  /// A row has one word for each lane: the binary16 number of the lane's column in its lower half, that of the column
  /// `lanes` further on in its upper one. All of them are finite.
  static func expand(_ words: UnsafePointer<UInt32>, rows: Int, into panel: Target)

  /// c [rows, columns] = or += a b with a [rows, depth] and b in panels; `rowStep` and `depthStep` are floats between
  /// elements of a. Each sum is taken in the order of the depth.
  static func multiply(
    _ a: Source, rowStep: Int, depthStep: Int, _ panels: Source, _ layout: PanelLayout,
    into c: Target, rowStride: Int, rows: Int, columns: Int, accumulating: Bool)

  /// c [rows, columns] += a b with a as in `multiply` and b [depth, columns] in rows, `columns` a multiple of the
  /// lanes.
  static func addProduct(
    _ a: Source, rowStep: Int, depthStep: Int, _ b: Source, rowStride bStride: Int,
    into c: Target, rowStride cStride: Int, rows: Int, columns: Int, depth: Int)

  // MARK: Windows of a padded image

  /// c [windows, columns] = each window's floats times a kernel [floats, columns] in panels, plus a bias [columns + 16];
  /// sums are taken as in `multiply`.
  static func multiplyWindows(
    _ windows: UnsafePointer<Source>, count: Int, _ runs: WindowRuns, _ panels: Source, _ layout: PanelLayout,
    bias: Source, into c: Target, columns: Int)

  /// y [windows] = each window's floats times the same number of weights, plus a bias; runs of a multiple of 8 floats,
  /// summed for each of eight lanes, then the lanes.
  static func dotWindows(
    _ windows: UnsafePointer<Source>, count: Int, _ runs: WindowRuns, weights: Source, bias: Float,
    into y: Target)

  /// Adds the windows' floats, transposed, times a gradient [windows, pitch] to sums [runs, `runs.pitch`, pitch], `pitch` a
  /// multiple of the lanes.
  static func addWindowProducts(
    _ windows: UnsafePointer<Source>, count: Int, _ runs: WindowRuns, _ gradient: Source, pitch: Int,
    into sums: Target)

  // MARK: Winograd's F(4x4, 3x3)

  /// G g G' of the output channels `octets` (eight each, of all groups) of a kernel [3, 3, C, K], in panels.
  static func transformKernel(
    _ weight: Source, octets: Range<Int>, into kernel: Target, _ layout: WinogradKernelLayout)

  /// The floats of scratch memory that `convolve` needs for blocks of `tiles`.
  static func scratch(tiles: Int, _ pass: WinogradPass) -> Int

  /// The convolution of a block of strips, plus a bias [outputs + 16]; with an epilogue, z Phi(z) of its map.
  ///
  /// `kernel` is laid out as `pass.kernel`, `scratch` has `scratch(tiles:_:)` floats.
  static func convolve(
    _ strips: Range<Int>, _ pass: WinogradPass, _ image: Source, kernel: Source, bias: Source,
    epilogue: AffineVectors?, into result: Target, scratch: Target, zeros: Source)

  /// B' d B of the 6 x 6 pixels around every tile.
  ///
  /// `work` has `cut.workLength` floats, `zeros` a line's length of zeros for what lies outside of an image.
  static func gatherInputs(
    _ strips: Range<Int>, _ cut: TileStrips, _ image: Source, into v: TileMatrices, work: Target,
    zeros: Source)

  /// A dy A' of the 4 x 4 pixels of every tile.
  static func gatherGradients(
    _ strips: Range<Int>, _ cut: TileStrips, _ gradient: Source, into w: TileMatrices, work: Target,
    zeros: Source)

  /// G' u G of one input channel: sums [outputs] at 36 positions `stride` apart -> nine taps `tapStride` apart.
  static func kernelAdjoint(
    _ sums: Source, stride: Int, outputs: Int, into taps: Target, tapStride: Int)

  // MARK: Passes over channels

  /// z of the map, for items from a multiple of 16 on.
  static func affine(
    _ x: Source, _ items: Range<Int>, _ cycle: ChannelCycle, _ map: AffineVectors, into y: Target)

  /// z Phi(z) of the map.
  static func affineGELU(
    _ x: Source, _ items: Range<Int>, _ cycle: ChannelCycle, _ map: AffineVectors, into y: Target)

  /// Adds x to the first sums of a run.
  static func addSums(_ x: Source, _ run: ChannelRun)

  /// Adds x - center and its square to the sums of a run.
  static func addDeviations(_ x: Source, center: Source, _ run: ChannelRun)

  /// Adds the gradient g and its product with x - mean to the sums of a run.
  static func addAffineSums(_ gradient: Source, _ x: Source, _ map: AffineVectors, _ run: ChannelRun)

  /// The same for the gradient at z, which goes to `inner`, of the gradient behind the GELU.
  static func addAffineGELUSums(
    _ gradient: Source, _ x: Source, _ map: AffineVectors, _ run: ChannelRun, into inner: Target)

  /// inner = (inner - constant + (x - mean) linear) factor, in place.
  static func finishAffine(
    _ inner: Target, _ x: Source, _ items: Range<Int>, _ cycle: ChannelCycle, _ map: AffineVectors,
    constant: Source, linear: Source)

  // MARK: Element by element

  /// x Phi(x); y may be x.
  static func gelu(_ x: Source, _ items: Range<Int>, into y: Target)

  /// gradient (Phi(x) + x phi(x)); y may be x.
  static func geluPullback(_ gradient: Source, _ x: Source, _ items: Range<Int>, into y: Target)

  /// x / 2 (1 + tanh(u)), u = sqrt(2 / pi) (x + 0.044715 x^3); y may be x.
  static func tanhGELU(_ x: Source, _ items: Range<Int>, into y: Target)

  /// The gradient of `tanhGELU` times a gradient; y may be x.
  static func tanhGELUPullback(_ gradient: Source, _ x: Source, _ items: Range<Int>, into y: Target)

  /// row = exp(scale row + offset) in place, for exponents up to 0, and the sum; `count` is a multiple of 16.
  static func exponentiate(_ row: Target, count: Int, scale: Float, offset: Float) -> Float
}
