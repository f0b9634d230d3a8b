/// Byte strings with their ids, found by walking a text byte by byte.
struct PieceTrie: Sendable {
  /// A place in the trie.
  typealias Node = Int32

  /// Where every walk begins.
  static let root: Node = 0

  /// The child of a node for a byte, by node * 256 + byte.
  private var children: [Int64: Node] = [:]
  /// The id of the string that ends at a node, or -1.
  private var ids: [Int32] = [-1]

  /// Adds a string; false when it is there already.
  mutating func insert(_ text: [UInt8], id: Int) -> Bool {
    var node = Self.root
    for byte in text {
      let key = Self.key(node, byte)
      if let child = children[key] {
        node = child
      } else {
        children[key] = Node(ids.count)
        node = Node(ids.count)
        ids.append(-1)
      }
    }
    guard ids[Int(node)] < 0 else { return false }
    ids[Int(node)] = Int32(id)
    return true
  }

  /// One byte further, or nil where no string goes on like this.
  func child(of node: Node, _ byte: UInt8) -> Node? { children[Self.key(node, byte)] }

  /// The id of the string that ends here, if one does.
  func id(at node: Node) -> Int? { ids[Int(node)] < 0 ? nil : Int(ids[Int(node)]) }

  /// The length of the longest string that `text` begins with, if there is one.
  func longestMatch(_ text: ArraySlice<UInt8>) -> Int? {
    var (node, length, best): (Node, Int, Int?) = (Self.root, 0, nil)
    for byte in text {
      guard let next = child(of: node, byte) else { break }
      (node, length) = (next, length + 1)
      if id(at: node) != nil { best = length }
    }
    return best
  }

  private static func key(_ node: Node, _ byte: UInt8) -> Int64 { Int64(node) << 8 | Int64(byte) }
}
