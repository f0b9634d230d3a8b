import Foundation
import Metrics
import Tensors
import TestSupport
import Testing

/// The library that a machine has or has not, and what its choice of kernels changes.
@Suite struct OpenBLASTests {
  @Test("a library that is missing, broken or another is an error with the system's reason") func missing()
    throws
  {
    let scratch = try Scratch()
    let broken = try scratch.write("no library", to: "libopenblas.so.0").path
    for (names, reason) in [
      (["libnothing.so.7"], "libnothing.so.7"), (["libnothing.so.7", broken], "libnothing.so.7"),
      ([broken], broken), (["libc.so.6"], "cblas_dgemm"),
    ] {
      let error = try #require(throws: OpenBLASError.self) { try OpenBLAS(named: names) }
      #expect(error.complaint.hasPrefix("cannot load OpenBLAS, which computes the Fréchet distance: "))
      #expect(error.complaint.contains(reason) && error.remedy?.contains("install it") == true, "\(error)")
    }
    // Names are tried in turn.
    #expect(try OpenBLAS(named: ["libnothing.so.7"] + OpenBLAS.names).configuration.hasPrefix("OpenBLAS"))
  }

  @Test("whether it is installed is seen without loading it") func installed() throws {
    let scratch = try Scratch(["some/libopenblas.so.0": ""])
    let folders = [scratch.url("none").path, scratch.url("some").path]
    #expect(OpenBLAS.isInstalled(named: ["libopenblas.so.0", "libopenblas.so"], in: folders))
    #expect(!OpenBLAS.isInstalled(named: ["libopenblas.so"], in: folders))
    #expect(OpenBLAS.isInstalled(named: [folders[1] + "/libopenblas.so.0"], in: []))
    #expect(OpenBLAS.isInstalled)
  }

  #if arch(x86_64) && os(Linux)
    private static let coreTypes =
      ["Haswell", "Sandybridge", "Nehalem", "Prescott", "Zen"]
      + (InstructionSet.name == "AVX-512" ? ["SkylakeX"] : [])

    /// The bits of the distances of all pairs, by whatever kernels the library chooses.
    private static func bits() throws -> String {
      let algebra = try OpenBLAS.loaded()
      return try FeaturePair.all.map {
        String(try FrechetDistance.between($0.a, $0.b, by: algebra).bitPattern, radix: 16)
      }.joined(separator: " ")
    }

    @Test(
      "the kernels of every type of processor give the same distances to the last bit", arguments: coreTypes)
    func cores(_ core: String) async throws {
      // The library chooses when it is loaded, so each choice takes a process.
      let result = await #expect(processExitsWith: .success, observing: [\.standardOutputContent]) { [core] in
        setenv("OPENBLAS_CORETYPE", core, 1)
        print("\n\(try OpenBLAS.loaded().configuration)\n\(try Self.bits())")
      }
      let output = String(decoding: try #require(result).standardOutputContent, as: UTF8.self)
      let lines = output.split(separator: "\n").map(String.init)
      #expect(lines.contains { $0.hasPrefix("OpenBLAS") && $0.contains(" \(core) ") }, "\(output)")
      #expect(try lines.contains(Self.bits()), "\(output)")
    }
  #endif
}
