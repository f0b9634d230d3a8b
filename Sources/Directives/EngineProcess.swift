import Pipeline
import Tensors

/// The process-wide settings of the engine.
public enum EngineProcess {
  /// Sets how many worker threads the engine has; no result depends on it.
  public static func useThreads(_ count: Int) { WorkerThreads.count = count }

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
