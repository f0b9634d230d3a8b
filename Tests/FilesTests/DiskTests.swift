import Foundation
import TestSupport
import Testing

import Files

@Suite("Steps on the disk")
struct DiskTests {
  let folder: Scratch

  init() throws { folder = try Scratch() }

  private func path(_ name: String) -> String { folder.url(name).path }

  @Test("a rename replaces a file, and of a missing one is an error") func rename() throws {
    try folder.write("old", to: "old")
    try folder.write("new", to: "new")
    try Disk.rename(path("new"), to: path("old"))
    #expect(try folder.names(in: "") == ["old"] && folder.read("old") == "new")
    #expect(throws: FileError(file: path("old"), FileFault.unwritable(.missing))) {
      try Disk.rename(path("new"), to: path("old"))
    }
  }

  @Test("two folders trade their names in one step") func exchange() throws {
    try folder.write("a", to: "a/file")
    try folder.write("b", to: "b/file")
    try #require(try Disk.exchange(path("a"), with: path("b")))
    #expect(try folder.read("a/file") == "b" && folder.read("b/file") == "a")
  }

  @Test("a file is written anew: others of its names keep the old content, and a link is replaced")
  func names() throws {
    try folder.write("old", to: "file")
    #expect(try Disk.link(path("file"), at: path("other")))
    try Disk.write(Data("new".utf8), to: path("file"))
    #expect(try folder.read("file") == "new" && folder.read("other") == "old")
    try FileManager.default.createSymbolicLink(atPath: path("link"), withDestinationPath: path("other"))
    try Disk.copy(path("file"), to: path("link"))
    #expect(FileKind(atPath: path("link")) == .file)
    #expect(try folder.read("link") == "new" && folder.read("other") == "old")
  }

  @Test("removing a folder follows no link") func removal() throws {
    try folder.write("keep", to: "outside/file")
    try folder.write("x", to: "doomed/a/b/file")
    for (name, target) in [("doomed/a/link", "outside"), ("doomed/none", "nowhere")] {
      try FileManager.default.createSymbolicLink(atPath: path(name), withDestinationPath: path(target))
    }
    try Disk.removeAll(path("doomed"))
    try Disk.removeAll(path("none"))
    #expect(try folder.names(in: "") == ["outside"] && folder.read("outside/file") == "keep")
  }

  @Test("what somebody else may write through is no lock: a link, or a file of several names") func locks()
    throws
  {
    try folder.write("precious", to: "victim")
    try FileManager.default.createSymbolicLink(atPath: path("lock"), withDestinationPath: path("victim"))
    for isLinked in [true, false] {
      if !isLinked {
        try Disk.remove(path("lock"))
        _ = try Disk.link(path("victim"), at: path("lock"))
      }
      let lock = try Disk.openLock(path("lock"))
      ftruncate(lock, 0)
      close(lock)
      #expect(try folder.read("victim") == "precious" && folder.read("lock").isEmpty)
    }
  }
}
