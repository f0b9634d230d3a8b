import Pipeline

extension Examination {
  /// Warns of a 'limit' above the number that there is.
  ///
  /// - Parameter whole: what has so many, as messages call it.
  package mutating func warn(ofLimit limit: Int?, of whole: String, count: Int) {
    guard let limit, limit > count else { return }
    warn("limit", SharedComplaint.needlessLimit(limit, of: whole, count: count))
  }
}
