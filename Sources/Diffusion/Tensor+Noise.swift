import Tensors

extension Tensor {
  /// z = x + sigma eps with eps of the same shape (the write-up's additive noise; x in 0...1).
  public func adding(_ noise: Tensor, sigma: Double) -> Tensor { self + Float(sigma) * noise }
}
