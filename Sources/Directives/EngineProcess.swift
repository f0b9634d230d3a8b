import Metrics
import Pipeline
import Tensors

/// The process-wide settings of the engine.
public enum EngineProcess {
  /// Sets how many worker threads the engine has; no result depends on it.
  public static func useThreads(_ count: Int) { WorkerThreads.count = count }

  /// How many worker threads the engine has.
  public static var threads: Int { WorkerThreads.count }

  /// The instruction set of its kernels, which all give the same bits.
  public static var instructions: String { InstructionSet.name }

  /// Lets OpenBLAS compute all matrix products and convolutions of this process, which has computed none yet.
  ///
  /// - Returns: what the library says of itself.
  /// - Throws: an `OpenBLASError`.
  public static func useOpenBLAS() throws(OpenBLASError) -> String {
    let library = try OpenBLAS.loaded()
    let isTaken = ForeignProduct.use(library.product)
    precondition(isTaken, "EngineProcess.useOpenBLAS: expected to be asked before anything was computed")
    return library.configuration
  }

  /// What besides a block's options decides its bits. The processor does not, within an architecture.
  public static var numerics: [Recipe.Part] {
    [
      Recipe.Part(name: "engine", value: "numerics \(EngineVersion.numerics)"),
      Recipe.Part(name: "architecture", value: architecture),
    ]
  }

  private static var architecture: String {
    #if arch(x86_64)
      "x86-64"
    #elseif arch(arm64)
      "arm64"
    #else
      "other"
    #endif
  }
}
