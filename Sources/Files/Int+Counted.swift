extension Int {
  /// A count with its noun: '1 block', '2 blocks'.
  public func counted(_ noun: String, _ plural: String? = nil) -> String {
    "\(self) \(self == 1 ? noun : plural ?? noun + "s")"
  }
}
