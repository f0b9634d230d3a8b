import Autograd

/// Linear, GELU, Linear: what turns a condition of an image into numbers for its channels (the write-up's *FCBlock*).
struct Perceptron: Module {
  private var first: LinearLayer
  private var second: LinearLayer

  /// parts: the names of the two maps.
  init(_ inputs: Int, _ outputs: Int, parts: (String, String), at name: ModulePath) {
    first = LinearLayer(inputs, outputs, at: name / parts.0)
    second = LinearLayer(outputs, outputs, at: name / parts.1)
  }

  /// [N, inputs] -> [N, outputs]
  func callAsFunction<A: Activation>(_ x: A) -> A { second(first(x).gelu()) }

  mutating func accept<V: ModuleVisitor>(_ visitor: inout V) throws(V.Failure) {
    try first.accept(&visitor)
    try second.accept(&visitor)
  }
}
