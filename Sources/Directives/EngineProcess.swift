import Foundation
import Pipeline
import Tensors

/// The process-wide settings on which the bits of a result depend.
public enum EngineProcess {
  /// The OpenBLAS kernels that every x86-64-v3 processor runs with the same bits.
  private static let coreType = "Haswell"

  /// Chooses OpenBLAS's kernels before the library picks some for this processor.
  ///
  /// OpenBLAS reads `OPENBLAS_CORETYPE` when it is loaded, which has happened by now: so the process sets the
  /// variable and starts itself again, in place. Where that fails, the recipe's numerics say which kernels ran.
  public static func pinNumerics() {
    #if os(Linux) && arch(x86_64)
      let wanted = ["OPENBLAS_CORETYPE": coreType, "OPENBLAS_NUM_THREADS": "1"]
      guard wanted.contains(where: { getenv($0.key).map { String(cString: $0) } != $0.value }) else { return }
      for (name, value) in wanted { setenv(name, value, 1) }
      execv("/proc/self/exe", CommandLine.unsafeArgv)
    #endif
  }

  /// Sets how many worker threads the engine has; no result depends on it.
  public static func useThreads(_ count: Int) { WorkerThreads.count = count }

  /// What besides a block's options decides its bits.
  public static var numerics: [Recipe.Part] {
    let kernels = getenv("OPENBLAS_CORETYPE").map { String(cString: $0) } ?? "native"
    return [
      Recipe.Part(name: "engine", value: "numerics \(EngineVersion.numerics)"),
      Recipe.Part(name: "kernels", value: "OpenBLAS \(kernels), \(architecture)"),
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
