import Foundation
import TestSupport
import Testing

/// The same seed gives the same weights whatever the threads, the processor and the environment.
@Suite struct NumericsTests {
  /// The sample with a smaller training: three steps at a width that fills no vector.
  private static func project() throws -> Scratch {
    let project = try SampleReport.fresh()
    try project.replace("batch: 32", with: "limit: 72\nbatch: 32", in: "report/02-training.md")
    try project.replace("width: 4", with: "width: 6", in: "report/02-training.md")
    return project
  }

  /// The SHA-256 of the checkpoints that a build makes.
  private static func weights(
    _ arguments: [String] = [], environment: [String: String] = [:], wrapped wrapper: [String] = [],
    seconds: Double = 120
  ) throws -> [String] {
    let project = try project()
    // Sets the formulas: an emulated program cannot start one, since qemu lets nobody reset the signals it needs itself.
    if !wrapper.isEmpty { #expect(try project.run("check").status == 0) }
    let outcome = try project.run(
      ["build", "--profile", "draft"] + arguments, environment: environment, wrapped: wrapper,
      seconds: seconds)
    #expect(outcome.status == 0, "\(outcome.errors)")
    return try project.snapshot(of: ".report/store").filter { $0.key.hasSuffix(".safetensors") }.map(\.value)
      .sorted()
  }

  private static let reference = Result { try weights(["--threads", "1"]) }

  @Test("a training gives the same weights with one, two, three and eight threads", arguments: [2, 3, 8])
  func threads(_ count: Int) throws {
    let weights = try Self.weights(["--threads", String(count)])
    #expect(try weights == Self.reference.get() && weights.count == 1)
  }

  @Test("no library whose kernels depend on the processor is linked", .enabled(if: Tools.has("ldd")))
  func libraries() throws {
    let lines = try Scratch().run(wrapped: ["ldd"]).output.split(separator: "\n")
    let names = lines.compactMap {
      $0.split(whereSeparator: \.isWhitespace).first?.split(separator: "/").last
    }
    #expect(names.contains { $0.hasPrefix("libcmark") })
    for library in ["libopenblas", "libblas", "libcblas", "liblapack", "libmkl", "libblis", "libatlas"] {
      #expect(!names.contains { $0.hasPrefix(library) })
    }
  }

  @Test("the narrowest instruction set gives the weights of the widest that the processor has")
  func instructions() throws {
    let weights = try Self.weights(environment: ["REPORT_INSTRUCTIONS": "baseline"])
    #expect(try weights == Self.reference.get() && weights.count == 1)
  }

  @Test(
    "a processor that lacks instructions is told so before one of them is met",
    .enabled(if: Tools.has("qemu-x86_64"), "qemu-x86_64 is not installed"))
  func oldProcessor() throws {
    let project = try SampleReport.fresh()
    for arguments in [["--version"], ["check"], ["build"]] {
      let outcome = try project.run(arguments, wrapped: ["qemu-x86_64", "-cpu", "Nehalem"])
      #expect(outcome.status == 3 && outcome.output.isEmpty)
      #expect(
        outcome.errors.hasPrefix(
          "error: expected a processor with AVX2, FMA and BMI2 (x86-64-v3), found one without\n  help: run it on"
        ))
    }
  }

  @Test(
    "another processor gives the same weights",
    .enabled(if: Tools.has("qemu-x86_64"), "qemu-x86_64 is not installed"))
  func otherProcessor() throws {
    let weights = try Self.weights(wrapped: ["qemu-x86_64", "-cpu", "Haswell"], seconds: 240)
    #expect(try weights == Self.reference.get() && weights.count == 1)
  }
}
