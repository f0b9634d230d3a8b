import Pipeline

extension RunContext {
  /// Stops when the user asks for it, and tells how far a work of several parts is.
  ///
  /// - Parameters:
  ///   - share: how much of this part is done, in 0...1.
  ///   - detail: what the part is.
  package func advance(_ share: Double, part: Int = 0, of parts: Int = 1, _ detail: String = "drawing") throws
  {
    try checkInterruption()
    let resolution = 100  // percent: solvers that choose their steps have no number of them
    let step = Int((Double(part) + share) * Double(resolution) / Double(max(1, parts)))
    report(WorkProgress(step: step, of: resolution, detail: detail))
  }
}
