import Tensors

extension Variable {
  /// The variational bound of a code of variances, a scalar of shape []; recorded for the code.
  public func varianceBound(_ bound: LearnedVarianceBound) -> Variable {
    let code = value
    let loss = Tensor(shape: [], scalars: [bound.value(code)])
    return .recording(loss, from: node) { [bound.pullback($0.scalars[0], code: code)] }
  }
}
