import Foundation
import Pipeline
import Testing

/// The least of what the machine, a container and the user allow.
@Suite struct MachineMemoryTests {
  private func memory(_ files: [String: String], allowed: Int? = nil) throws -> MachineMemory {
    let root = FileManager.default.temporaryDirectory.appending(path: "memory-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: root) }
    for (path, text) in files {
      let file = root.appending(path: path)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
    return MachineMemory(allowed: allowed, root: root)
  }

  private let machine = Int(ProcessInfo.processInfo.physicalMemory)

  @Test("without a limit there is what the machine has") func none() throws {
    for files in [
      [:], ["proc/self/cgroup": "0::/\n", "sys/fs/cgroup/memory.max": "max\n"],
      [
        "proc/self/cgroup": "4:memory:/\n",
        "sys/fs/cgroup/memory/memory.limit_in_bytes": "9223372036854771712\n",
      ],
    ] {
      let found = try memory(files)
      #expect(found.bytes == machine && found.source == .machine)
    }
  }

  @Test("a control group's limit counts, and those of the groups around it") func groups() throws {
    let found = try memory([
      "proc/self/cgroup": "0::/a/b\n", "sys/fs/cgroup/a/b/memory.max": "max\n",
      "sys/fs/cgroup/a/memory.max": "300000000\n",
    ])
    #expect(found.bytes == 300_000_000 && found.source == .container)
  }

  @Test("so do those of the first version") func firstVersion() throws {
    let found = try memory([
      "proc/self/cgroup": "7:cpu:/x\n4:hugetlb,memory:/job\n",
      "sys/fs/cgroup/memory/job/memory.limit_in_bytes": "400000000\n",
    ])
    #expect(found.bytes == 400_000_000 && found.source == .container)
  }

  @Test("the user may allow less, and not more") func user() throws {
    let files = ["proc/self/cgroup": "0::/\n", "sys/fs/cgroup/memory.max": "500000000\n"]
    let less = try memory(files, allowed: 1000)
    #expect(less.bytes == 1000 && less.source == .user)
    let more = try memory(files, allowed: .max)
    #expect(more.bytes == 500_000_000 && more.source == .container)
  }
}
