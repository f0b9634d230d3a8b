import KernelInterface

/// Copies floats by whole registers of eight, then one by one: a call of the system's function takes longer than the copy of
/// a pixel's few channels.
@inline(__always) func copyFloats(
  _ count: Int, from source: UnsafePointer<Float>, to destination: UnsafeMutablePointer<Float>
) {
  var index = 0
  while index + 8 <= count {
    let eight = UnsafeRawPointer(source + index).loadUnaligned(as: SIMD8<Float>.self)
    UnsafeMutableRawPointer(destination + index).storeBytes(of: eight, as: SIMD8<Float>.self)
    index += 8
  }
  while index < count {
    destination[index] = source[index]
    index += 1
  }
}
