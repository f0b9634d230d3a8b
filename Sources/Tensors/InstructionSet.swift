import CProcessor
import Foundation
import KernelInterface
import Kernels

#if canImport(KernelsAVX512)
  import KernelsAVX512
#endif

/// The kernels of the widest instruction set that the processor has; all give the same bits.
///
/// REPORT_INSTRUCTIONS=baseline in the environment takes the narrowest, to compare them.
let kernels: any KernelSet.Type = {
  #if canImport(KernelsAVX512)
    let isNarrow = ProcessInfo.processInfo.environment["REPORT_INSTRUCTIONS"] == "baseline"
    if hasAVX512() && !isNarrow { return KernelsAVX512.ProcessorKernels.self }
  #endif
  return Kernels.ProcessorKernels.self
}()

/// What the engine runs on, for benchmarks.
public enum InstructionSet {
  /// The name of the kernels' instruction set.
  public static var name: String { kernels.name }
}
