/// The data sets that are known by name and can be fetched.
public enum DatasetCatalogue {
  /// A data set: its name and its files.
  public struct Entry: Equatable, Sendable {
    /// The name an author writes, and the name of its folder.
    public let name: String
    /// Every file of the set.
    public let files: [File]

    /// A set of files.
    public init(name: String, files: [File]) { (self.name, self.files) = (name, files) }
  }

  /// A file and how to know it again.
  public struct File: Equatable, Sendable {
    /// The file's name in the data set's folder.
    public let name: String
    /// The length in bytes.
    public let byteCount: Int
    /// The length of the gzip'ed file at the mirrors in bytes, for a progress bar.
    public let packedByteCount: Int
    /// The SHA-256 of the content, 64 lowercase hexadecimal digits.
    public let checksum: String

    /// A file of the given content.
    public init(name: String, byteCount: Int, packedByteCount: Int, checksum: String) {
      (self.name, self.byteCount, self.packedByteCount) = (name, byteCount, packedByteCount)
      self.checksum = checksum
    }
  }

  /// All sets, in the order in which they are listed.
  public static let entries = [mnist]

  /// The set of this name, if there is one.
  public static func entry(named name: String) -> Entry? {
    entries.first { $0.name == name }
  }

  /// 70,000 handwritten digits of 28 x 28 pixels (LeCun, Cortes and Burges 1998).
  public static let mnist = Entry(
    name: "mnist",
    files: [
      File(
        name: Split.train.imagesFile, byteCount: 47_040_016, packedByteCount: 9_912_422,
        checksum: "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db"),
      File(
        name: Split.train.labelsFile, byteCount: 60_008, packedByteCount: 28_881,
        checksum: "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5"),
      File(
        name: Split.test.imagesFile, byteCount: 7_840_016, packedByteCount: 1_648_877,
        checksum: "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7"),
      File(
        name: Split.test.labelsFile, byteCount: 10_008, packedByteCount: 4_542,
        checksum: "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2"),
    ])
}
