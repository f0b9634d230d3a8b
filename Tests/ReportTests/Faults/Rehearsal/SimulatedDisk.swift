import Foundation

/// What a disk holds after a power cut: a file has the bytes, and a folder the names, with which it was flushed last.
final class SimulatedDisk {
  /// A file or a folder, as programs see it and as it would be found after a power cut.
  private final class Node {
    let isFolder: Bool
    var bytes = Data()
    var flushedBytes = Data()
    var names: [String: Node] = [:]
    var flushedNames: [String: Node] = [:]

    init(isFolder: Bool) { self.isFolder = isFolder }

    func flush() { (flushedBytes, flushedNames) = (bytes, names) }
  }

  /// Whether names are as durable as if every folder were flushed at once, which many file systems come near to.
  enum Names: CaseIterable { case flushed, atOnce }

  private let root = Node(isFolder: true)

  /// A disk that has held these files for long.
  init(_ files: [String: Data]) {
    for (path, data) in files {
      var folder = root
      let parts = path.split(separator: "/").map(String.init)
      for part in parts.dropLast() {
        let next = folder.names[part] ?? Node(isFolder: true)
        folder.names[part] = next
        folder = next
      }
      let file = Node(isFolder: false)
      file.bytes = data
      folder.names[parts[parts.count - 1]] = file
    }
    flushAll(root)
  }

  private func flushAll(_ node: Node) {
    node.flush()
    for inner in node.names.values { flushAll(inner) }
  }

  /// Takes a step.
  func take(_ step: LoggedStep) {
    switch step {
    case .read: break
    case .createFolder(let path): set(Node(isFolder: true), at: path)
    case .create(let path): set(Node(isFolder: false), at: path)
    case .append(let path, let data): self[path]?.bytes.append(data)
    case .flush(let path): self[path]?.flush()
    case .remove(let path): set(nil, at: path)
    case .link(let file, let path): set(self[file], at: path)
    case .rename(let old, let new):
      set(self[old], at: new)
      set(nil, at: old)
    case .exchange(let one, let other):
      let (first, second) = (self[one], self[other])
      set(second, at: one)
      set(first, at: other)
    }
  }

  /// What is found when the power is back.
  func afterPowerCut(_ names: Names) -> [String: Data] {
    var files: [String: Data] = [:]
    func visit(_ node: Node, _ path: String) {
      for (name, inner) in names == .flushed ? node.flushedNames : node.names {
        let place = path.isEmpty ? name : "\(path)/\(name)"
        if inner.isFolder { visit(inner, place) } else { files[place] = inner.flushedBytes }
      }
    }
    visit(root, "")
    return files
  }

  private subscript(path: String) -> Node? {
    path.split(separator: "/").filter { $0 != "." }.reduce(root as Node?) { $0?.names[String($1)] }
  }

  private func set(_ node: Node?, at path: String) {
    let parts = path.split(separator: "/")
    guard let name = parts.last else { return }
    self[parts.dropLast().joined(separator: "/")]?.names[String(name)] = node
  }
}
