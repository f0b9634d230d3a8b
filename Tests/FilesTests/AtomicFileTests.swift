import Files
import Foundation
import TestSupport
import Testing

@Suite("files that are replaced whole") struct AtomicFileTests {
  private let folder: Scratch

  init() throws { folder = try Scratch() }

  @Test("a file is made with its folders, then replaced, and nothing else stays") func replaces() throws {
    let file = folder.url("a/b/file")
    try AtomicFile.write(Data("old".utf8), to: file)
    let old = try #require(FileState(atPath: file.path))
    try AtomicFile.write(Data("new".utf8), to: file)
    #expect(try folder.read("a/b/file") == "new")
    #expect(FileState(atPath: file.path)?.inode != old.inode, "a reader of the old file keeps it")
    #expect(try folder.names(in: "a/b") == ["file"])
  }

  @Test("what cannot be replaced stays as it was, and nothing beside it") func unwritable() throws {
    try folder.write("inside", to: "folder/file")
    let error = #expect(throws: FileError<FileFault>.self) {
      try AtomicFile.write(Data("new".utf8), to: folder.url("folder"))
    }
    #expect(error?.file == folder.url("folder").path)
    #expect(try folder.names(in: "") == ["folder"] && folder.read("folder/file") == "inside")
  }

  @Test("a file that stands where a folder should be is named") func obstacle() throws {
    let file = try folder.write("a file", to: "file")
    let place = folder.url("file/a/b")
    #expect(throws: FileError(file: place.path, FileFault.unwritable(.noFolder(file.path)))) {
      try AtomicFile.createFolder(place)
    }
    #expect(try folder.read("file") == "a file")
  }

  @Test(
    "the names that files have while they are written are known again",
    arguments: [
      (".state.json.123.tmp", true), (".x.1.tmp", true), ("state.123.tmp", false), (".notes.tmp", false),
      (".tmp", false), (".dat.nosync1f2e.Xy01Ab", true),
    ]) func temporary(name: String, isOne: Bool)
  {
    #expect(AtomicFile.isTemporary(name) == isOne)
  }
}
