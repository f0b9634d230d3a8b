import TestSupport
import Testing

/// A block that computes with OpenBLAS: when it is loaded, what its choice of kernels changes, and what is said without it.
@Suite struct LibraryTests {
  private static let chapter = SampleChapter([
    "It is {{quality.frechet}}.",
    Block(
      "train", "plain",
      """
      data: ./digits
      network: time-conditional
      objective: flow-matching
      width: 4
      batch: 32
      epochs: 1
      rate: 0.01
      seed: 0
      """),
    Block("classifier", "judge", "data: ./digits\nepochs: 2\nbatch: 16\nseed: 0"),
    Block(
      "evaluate", "quality",
      """
      data: ./digits
      model: plain
      classifier: judge
      samples: 1
      searched: 8
      steps: 2
      seed: 0
      """),
  ])

  private nonisolated(unsafe) static let built = Result {
    let project = try SampleReport.built()
    try project.write(chapter)
    let outcome = try project.run("build", environment: ["OPENBLAS_CORETYPE": "Haswell"])
    #expect(outcome.status == 0, "\(outcome.errors)")
    return project
  }

  /// A copy of the project, with or without the result that the library computed.
  private static func copy(measured: Bool) throws -> Scratch {
    let project = try built.get().duplicate()
    if !measured { try project.remove(project.entry(of: "quality")) }
    return project
  }

  #if os(Linux)
    @Test("only a block that measures loads it", arguments: [["--help"], ["check"], ["build"]])
    func loading(_ arguments: [String]) throws {
      for measured in [true, false] {
        let outcome = try Self.copy(measured: measured).run(arguments, environment: ["LD_DEBUG": "files"])
        #expect(outcome.status == 0 && outcome.errors.contains("libcmark"))
        #expect(outcome.errors.contains("libopenblas") == (arguments == ["build"] && !measured))
      }
    }

    @Test("one that cannot be loaded is told at the block, with the remedy; a stored result does without")
    func unusable() throws {
      let broken = try Scratch(["libopenblas.so.0": "", "libopenblas.so": ""])
      let environment = ["LD_LIBRARY_PATH": broken.root.path]
      let stored = try Self.copy(measured: true).run("build", environment: environment)
      #expect(stored.status == 0 && stored.errors.contains("0 of 9 blocks ran"), "\(stored.errors)")
      let outcome = try Self.copy(measured: false).run("build", environment: environment)
      #expect(outcome.status == 3)
      let place = try #require(outcome.errors.firstRange(of: "report/03-case.md:"))
      let message = outcome.errors[place.lowerBound...]
      #expect(
        message.contains(": error: evaluate: cannot load OpenBLAS, which computes the Fréchet distance: "))
      #expect(message.contains("\n  help: install it; on Debian and Ubuntu: apt install libopenblas0\n"))
    }
  #endif

  #if arch(x86_64)
    @Test("the kernels of another processor give the same site, and the record names them") func kernels()
      throws
    {
      let project = try Self.copy(measured: false)
      let outcome = try project.run("build", environment: ["OPENBLAS_CORETYPE": "Nehalem"])
      #expect(outcome.status == 0, "\(outcome.errors)")
      let (before, after) = (try Self.built.get().result(of: "quality"), try project.result(of: "quality"))
      #expect(before.library?.contains(" Haswell ") == true && after.library?.contains(" Nehalem ") == true)
      #expect(before.values == after.values && before.recipe == after.recipe)
      #expect(before.recipe.parts.contains { $0.name == "frechet" && $0.value.hasPrefix("dsyevd") })
      #expect(try project.result(of: "judge").library == nil)
      #expect(try project.snapshot(of: "site") == Self.built.get().snapshot(of: "site"))
    }
  #endif
}
