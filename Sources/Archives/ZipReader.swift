import CZip
import Files
import Foundation

/// Unpacks zip files from anywhere: nothing leads out of the folder, nothing is a link, and there is an end to it.
public struct ZipReader {
  /// What is unpacked at the most.
  public struct Limits: Sendable {
    /// Files.
    public var files = 50_000
    /// Bytes of all files together.
    public var bytes = 4 << 30

    /// The usual limits: 50,000 files and 4 GB.
    public init() {}
  }

  /// How much is read at once, in bytes.
  private static let pieceLength = 1 << 20

  private let archive: OpaquePointer
  private let limits: Limits

  private init(_ archive: OpaquePointer, _ limits: Limits) { (self.archive, self.limits) = (archive, limits) }

  /// Unpacks a zip file into a folder, which is made.
  ///
  /// - Returns: the paths of its files, sorted.
  /// - Throws: a `ZipFault` for a file that is refused: then nothing of it is of use; a `FileError` where the folder cannot
  ///   be written.
  @discardableResult
  public static func unpack(_ file: URL, into folder: URL, _ limits: Limits = Limits()) throws -> [String] {
    var code: CInt = 0
    guard let archive = zip_open(file.path, ZIP_RDONLY | ZIP_CHECKCONS, &code) else {
      throw ZipFault.unreadable(ZipWriter.reason(of: code))
    }
    defer { zip_discard(archive) }
    let reader = ZipReader(archive, limits)
    let entries = try reader.entries()
    try AtomicFile.createFolder(folder)
    let folders = Set(entries.flatMap { Self.folders(around: $0.path) }).sorted()
    for path in folders { try Disk.createFolder("\(folder.path)/\(path)") }
    var left = limits.bytes
    for entry in entries { try reader.unpack(entry, to: "\(folder.path)/\(entry.path)", left: &left) }
    return entries.map(\.path)
  }

  private struct Entry {
    let path: String
    let index: zip_uint64_t
  }

  /// All files, once every name and kind has been looked at; the folders follow from them.
  private func entries() throws(ZipFault) -> [Entry] {
    let count = zip_get_num_entries(archive, 0)
    guard count <= limits.files else { throw .tooManyFiles(limits.files) }
    var (entries, seen): ([Entry], Set<String>) = ([], [])
    for index in 0..<zip_uint64_t(max(0, count)) {
      guard let name = zip_get_name(archive, index, zip_flags_t(ZIP_FL_ENC_STRICT)) else {
        throw .name("number \(index)")
      }
      let path = String(cString: name)
      let isFolder = path.hasSuffix("/")
      let plain = isFolder ? String(path.dropLast()) : path
      guard Self.isPlain(plain) else { throw .name(path) }
      try requireKind(of: index, plain, isFolder: isFolder)
      guard !isFolder else { continue }
      // Some file systems do not tell upper case from lower, nor one spelling of an accent from another.
      guard seen.insert(plain.precomposedStringWithCanonicalMapping.lowercased()).inserted else {
        throw .repeated(path)
      }
      entries.append(Entry(path: plain, index: index))
    }
    let folders = Set(seen.flatMap(Self.folders))
    if let both = seen.first(where: folders.contains) { throw .repeated(both) }
    return entries.sorted { $0.path < $1.path }
  }

  /// Whether a path is made of names in folders below.
  private static func isPlain(_ path: String) -> Bool {
    let parts = path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    return path.utf8.count <= 1000 && parts.count <= 32
      && !path.unicodeScalars.contains { $0 == "\\" || $0 == ":" || $0 == "\u{fffd}" || $0.isUnseen }
      && parts.allSatisfy { part in
        !part.isEmpty && part.count <= 200 && !part.elementsEqual(".".utf8) && !part.elementsEqual("..".utf8)
      }
  }

  private static func folders(around path: String) -> [String] {
    path.utf8.indices.filter { path.utf8[$0] == UInt8(ascii: "/") }.map { String(path[..<$0]) }
  }

  private func requireKind(of index: zip_uint64_t, _ path: String, isFolder: Bool) throws(ZipFault) {
    var (system, attributes): (zip_uint8_t, zip_uint32_t) = (0, 0)
    guard zip_file_get_external_attributes(archive, index, 0, &system, &attributes) == 0 else {
      throw .damaged(path)
    }
    let kind = attributes >> 16 & 0o170000
    guard [0, isFolder ? 0o040000 : 0o100000].contains(kind) else { throw .kind(path) }
    var status = zip_stat_t()
    guard zip_stat_index(archive, index, 0, &status) == 0 else { throw .damaged(path) }
    let isUsual = [ZIP_CM_STORE, ZIP_CM_DEFLATE].contains(Int32(status.comp_method))
    guard status.encryption_method == ZIP_EM_NONE, isUsual else { throw .method(path) }
  }

  /// Counts what comes out, and not what the file says of itself.
  private func unpack(_ entry: Entry, to path: String, left: inout Int) throws {
    guard let file = zip_fopen_index(archive, entry.index, 0) else { throw ZipFault.damaged(entry.path) }
    defer { zip_fclose(file) }
    var fault: ZipFault?
    try Disk.write(to: path) { () throws(FileError<FileFault>) in
      let piece = Data(capacity: Self.pieceLength) { buffer in
        let count = zip_fread(file, buffer.baseAddress, zip_uint64_t(buffer.count))
        if count < 0 { fault = .damaged(entry.path) }
        return max(0, Int(count))
      }
      left -= piece.count
      if left < 0 { fault = .tooLarge(limit: limits.bytes) }
      return piece.isEmpty || fault != nil ? nil : piece
    }
    if let fault { throw fault }
  }
}
