import Files
import Foundation
import TestSupport
import Testing

@Suite("states of files") struct FileStateTests {
  private let folder: Scratch

  init() throws { folder = try Scratch() }

  private func state(of path: String) throws -> FileState {
    try #require(FileState(atPath: folder.url(path).path))
  }

  @Test("a file that nobody touches keeps its state, also through a link and in JSON") func same() throws {
    let file = try folder.write("a file", to: "file")
    let state = try state(of: "file")
    #expect(state.length == 6 && state.lastChange > 0)
    _ = try folder.read("file")
    #expect(try self.state(of: "file") == state)
    try FileManager.default.createSymbolicLink(at: folder.url("link"), withDestinationURL: file)
    #expect(try self.state(of: "link") == state)
    #expect(try JSONDecoder().decode(FileState.self, from: JSONEncoder().encode(state)) == state)
    #expect(FileState(atPath: folder.url("none").path) == nil)
  }

  @Test("a content of the same length with its old time back is another state") func rewritten() throws {
    let file = try folder.write("a file", to: "file")
    let (before, times) = (
      try state(of: "file"), try FileManager.default.attributesOfItem(atPath: file.path)
    )
    // Times of changes may be as coarse as the system's clock ticks.
    Thread.sleep(forTimeInterval: 0.05)
    let handle = try FileHandle(forWritingTo: file)
    try handle.write(contentsOf: Data("b file".utf8))
    try handle.close()
    let old = try #require(times[.modificationDate] as? Date)
    try FileManager.default.setAttributes([.modificationDate: old], ofItemAtPath: file.path)
    let after = try state(of: "file")
    #expect(after != before && after.inode == before.inode && after.length == before.length)
  }
}
