import Foundation
import TestSupport
import Testing

import Files

@Suite("Files that may be anything")
struct RegularFileTests {
  let folder: Scratch

  init() throws { folder = try Scratch() }

  /// A pipe without another end would keep a plain open waiting, and a device has no end.
  @Test("what is no regular file is not opened, nor is a link to one", .timeLimit(.minutes(1))) func kinds()
    throws
  {
    let (pipe, socket) = (folder.url("pipe"), folder.url("s"))
    try #require(mkfifo(pipe.path, 0o600) == 0)
    try #require(mknod(socket.path, S_IFSOCK | 0o600, 0) == 0)
    let kinds: [(URL, FileCause)] = [
      (pipe, "it is a pipe, not a file"), (socket, "it is a socket, not a file"),
      (URL(filePath: "/dev/zero"), "it is a device, not a file"), (folder.root, "it is a folder, not a file"),
    ]
    for (place, cause) in kinds {
      let link = folder.url("link")
      try FileManager.default.createSymbolicLink(at: link, withDestinationURL: place)
      for url in [place, link] {
        #expect(throws: FileFault.unreadable(cause)) { try MappedFile(url) }
        let error = FileError(file: url.path, FileFault.unreadable(cause))
        #expect(throws: error) { try RegularFile.content(of: url) }
        #expect(throws: error) { try FileHash.sha256(of: url) }
      }
      try FileManager.default.removeItem(at: link)
    }
  }

  @Test("why nothing is found is told: it is missing, or behind a link that leads nowhere") func absence()
    throws
  {
    let (none, link, inner) = (folder.url("none"), folder.url("link"), folder.url("link/inner"))
    try FileManager.default.createSymbolicLink(atPath: link.path, withDestinationPath: "none")
    #expect(throws: FileError(file: none.path, FileFault.unreadable(.missing))) {
      try RegularFile.content(of: none)
    }
    #expect(throws: FileError(file: link.path, FileFault.unreadable(.deadLink("it", target: "none")))) {
      try RegularFile.content(of: link)
    }
    #expect(throws: FileError(file: inner.path, FileFault.unreadable(.deadLink(link.path, target: "none")))) {
      try RegularFile.content(of: inner)
    }
    #expect(FileCause.absence(of: folder.root) == nil)
  }

  @Test("a file's content has a limit, and its start need not be whole") func limit() throws {
    let url = try folder.write([1, 2, 3], to: "file")
    #expect(try RegularFile.content(of: url, limit: 3) == Data([1, 2, 3]))
    let error = FileError(file: url.path, FileFault.tooLarge(3))
    #expect(throws: error) { try RegularFile.content(of: url, limit: 2) }
    #expect(try RegularFile.mapped(url, limit: 3) == Data([1, 2, 3]))
    #expect(throws: error) { try RegularFile.mapped(url, limit: 2) }
    #expect(try RegularFile.start(of: url, count: 2) == Data([1, 2]))
    #expect(try RegularFile.start(of: url, count: 9) == Data([1, 2, 3]))
  }
}
