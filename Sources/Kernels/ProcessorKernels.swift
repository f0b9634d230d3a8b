import KernelInterface

/// The kernels, compiled for one instruction set.
package enum ProcessorKernels: KernelSet {
  #if AVX512
    package static let name = "AVX-512"
  #elseif arch(x86_64)
    package static let name = "AVX2"
  #else
    package static let name = "baseline"
  #endif
  package static let lanes = Lanes.scalarCount
  package static let blockRows = WideRow.Tall.rows
}
