import Files
import Foundation
import Pipeline

/// A build that would find everything as an earlier one did: the same program, asked for the same, sees the same files and
/// has nothing to do once more.
///
/// It is told from what the earlier build saw where it looked (`DiskTrace`), so that nothing is read, checked or rendered
/// again. A record of that cannot be prepared by somebody else: it names states of files, of the program and of its
/// libraries that are only known where they are.
struct UnchangedBuild {
  private let trace: DiskTrace
  private let request: String

  /// Begins to note where this process looks; nil where faults of the disk are rehearsed.
  init?() {
    let program = LoadedFiles.states  // these are no looks of the build
    guard let trace = DiskTrace.begin() else { return nil }
    self.trace = trace
    let shell: Set = ["_", "SHLVL", "PWD", "OLDPWD"]
    let environment = ProcessInfo.processInfo.environment.filter { !shell.contains($0.key) }
    let parts =
      [FileManager.default.currentDirectoryPath] + CommandLine.arguments
      + environment.map { "\($0)=\($1)" }.sorted() + program
    request = FileHash.sha256(of: Data(parts.joined(separator: "\0").utf8))
  }

  /// How many blocks an earlier build of a project had that found nothing to do, if this one would not either.
  func blocks(of project: ProjectFolder) -> Int? {
    guard let record = try? RegularFile.content(of: Self.place(project)) else { return nil }
    let parts = record.split(separator: 0, maxSplits: 2)
    guard parts.count == 3, String(decoding: parts[0], as: UTF8.self) == request, DiskTrace.holds(parts[2])
    else { return nil }
    return Int(String(decoding: parts[1], as: UTF8.self))
  }

  /// Notes nothing more, where this build will have something to do: it writes a site that is missing. Nothing is kept of
  /// such a build.
  func giveUp() { DiskTrace.end() }

  /// Notes for the next build that this one had nothing to do and nothing to say.
  func keep(blocks: Int, of project: ProjectFolder) {
    let place = Self.place(project)
    let folder = place.deletingLastPathComponent()
    // Where any of this fails, the next build looks at everything again; so it does once there is the folder, which is a
    // new name in the one around it.
    guard FileKind(atPath: folder.path) != nil else { return _ = try? AtomicFile.createFolder(folder) }
    guard let seen = trace.record(leavingOut: place.path) else { return }
    try? AtomicFile.write(Data("\(request)\0\(blocks)\0".utf8) + seen, to: place)
  }

  private static func place(_ project: ProjectFolder) -> URL {
    // In a folder of its own: builds look at the names in the one around it.
    project.state.appending(path: "unchanged/build")
  }
}
