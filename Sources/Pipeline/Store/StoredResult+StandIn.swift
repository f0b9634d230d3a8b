extension StoredResult {
  /// What stands for the result of a block that has none: no figure, and words in place of its values.
  public init(standingInFor step: Step) {
    self.init(
      directive: step.block.directive, recipe: step.recipe, figure: nil,
      values: step.block.exports.values.map { NamedValue($0, .text(Self.missingValue)) }, library: nil,
      files: [:], seconds: 0, peak: nil)
  }

  /// What prose says in place of a value that nothing measured yet.
  public static let missingValue = "(missing)"
}
