import Foundation

/// The memory that the program may take: the machine's, what a container or a service leaves of it, and what the user does.
public struct MachineMemory: Sendable, Equatable {
  /// Who sets the limit.
  public enum Source: Sendable { case machine, container, user }

  /// In bytes.
  public let bytes: Int
  /// Who sets it.
  public let source: Source

  /// The least of all limits.
  ///
  /// - Parameters:
  ///   - allowed: what the user allows, in bytes.
  ///   - root: where the system's files are.
  public init(allowed: Int? = nil, root: URL = URL(filePath: "/")) {
    var least = MachineMemory(Int(clamping: ProcessInfo.processInfo.physicalMemory), .machine)
    for bytes in Self.containerLimits(root) where bytes < least.bytes {
      least = MachineMemory(bytes, .container)
    }
    if let allowed, allowed < least.bytes { least = MachineMemory(allowed, .user) }
    self = least
  }

  private init(_ bytes: Int, _ source: Source) { (self.bytes, self.source) = (bytes, source) }

  /// What Linux's control groups of the process and those around it allow, of both versions; a file says `max` or a huge
  /// number where there is no limit.
  private static func containerLimits(_ root: URL) -> [Int] {
    let groups = root.appending(path: "proc/self/cgroup")
    let lines = (try? String(contentsOf: groups, encoding: .utf8))?.split(separator: "\n") ?? []
    return lines.flatMap { line -> [Int] in
      let parts = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
      guard parts.count == 3 else { return [] }
      let isFirstVersion = parts[1].split(separator: ",").contains("memory")
      guard isFirstVersion || parts[0] == "0" else { return [] }
      let (mount, name) = isFirstVersion ? ("memory/", "memory.limit_in_bytes") : ("", "memory.max")
      return folders(of: parts[2]).compactMap { folder in
        let file = root.appending(path: "sys/fs/cgroup/\(mount)\(folder)\(name)")
        let text = try? String(contentsOf: file, encoding: .utf8)
        return text.flatMap { Int($0.trimmingCharacters(in: .whitespacesAndNewlines)) }
      }
    }
  }

  /// A group's folder and all around it, from the outermost.
  private static func folders(of group: Substring) -> [String] {
    var folders = [""]
    for part in group.split(separator: "/") { folders.append(folders[folders.count - 1] + part + "/") }
    return folders
  }
}
