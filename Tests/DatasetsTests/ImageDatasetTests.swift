import Datasets
import Foundation
import Tensors
import TestSupport
import Testing

@Suite("image data sets") struct ImageDatasetTests {
  @Test("a folder is loaded by its path, and pixels become p / 255 in the order asked") func tensor() throws {
    let folder = try Scratch()
    try SampleSet.write(to: folder)
    let path = folder.url("sample").path
    let images = try Dataset(named: path, in: DataFolder(folder.root)).load(.train)
    #expect(images.labels == [4, 1])
    #expect(images.classCount == 5)
    #expect(images.indices(labelled: 1) == [1])
    let tensor = try images.tensor(of: [1, 0])
    #expect(tensor.shape == [2, 2, 2, 1])
    #expect(tensor.scalars == [2, 3, 4, 5, 0, 255, 51, 1].map { Float($0) / 255 })
    #expect(try images.tensor(of: 0..<1).shape == [1, 2, 2, 1])
  }

  @Test("an index outside the set is an error") func index() throws {
    let folder = try Scratch()
    try SampleSet.write(to: folder)
    let set = Dataset(name: "sample", folder: folder.url("sample"))
    let images = try set.load(.test)
    #expect(throws: DatasetError.noSuchImage(index: 1, count: 1)) { try images.tensor(of: [1]) }
    #expect(throws: DatasetError.noSuchImage(index: -1, count: 1)) { try images.tensor(of: [-1]) }
  }

  @Test("a file that is made shorter once it was opened is an error") func shortened() throws {
    let folder = try Scratch()
    try SampleSet.write(to: folder)
    let set = Dataset(name: "sample", folder: folder.url("sample"))
    let images = try set.load(.train)
    let file = try FileHandle(forWritingTo: set.files(.train)[0])
    try file.truncate(atOffset: 20)
    #expect(throws: DatasetError.self) { try images.tensor(of: [1]) }
    #expect(throws: DatasetError.self) { try set.load(.train) }
  }

  @Test("every split names the files it reads") func files() throws {
    let set = try Dataset(named: "mnist", in: DataFolder(URL(fileURLWithPath: "/data")))
    #expect(
      set.files(.test).map(\.path) == [
        "/data/mnist/t10k-images-idx3-ubyte", "/data/mnist/t10k-labels-idx1-ubyte",
      ])
  }

  @Test("labels that do not pair up with the images are an error") func labelCount() throws {
    let images = try IDXFile(parsing: Data(SampleSet.images([[1, 2, 3, 4]])), path: "i")
    let labels = try IDXFile(parsing: Data(SampleSet.labels([1, 2])), path: "l")
    #expect(throws: DatasetError.labelCount(path: "l", expected: 1, found: 2)) {
      try ImageDataset(images: images, imagesPath: "i", labels: labels, labelsPath: "l")
    }
    #expect(throws: DatasetError.wrongRank(path: "l", expected: 3, found: 1)) {
      try ImageDataset(images: labels, imagesPath: "l", labels: labels, labelsPath: "l")
    }
  }

  @Test("a set without images is an error") func noImages() throws {
    let images = try IDXFile(parsing: Data(SampleSet.images([])), path: "i")
    let labels = try IDXFile(parsing: Data(SampleSet.labels([])), path: "l")
    #expect(throws: DatasetError.noImages(path: "i", dimensions: [0, 2, 2])) {
      try ImageDataset(images: images, imagesPath: "i", labels: labels, labelsPath: "l")
    }
  }

  @Test("a name that is neither catalogued nor a folder is an error") func unknownName() throws {
    let data = DataFolder(URL(fileURLWithPath: "/data"))
    #expect(throws: DatasetError.unknownDataset(name: "mnits", known: ["mnist"])) {
      try Dataset(named: "mnits", in: data)
    }
  }
}

@Suite("the data folder") struct DataFolderTests {
  /// The option, the environment, the folder.
  static let rows: [(String?, [String: String], String)] = [
    ("/option", ["REPORT_DATA": "/variable"], "/option"),
    (nil, ["REPORT_DATA": "/variable", "XDG_CACHE_HOME": "/cache"], "/variable"),
    (nil, ["REPORT_DATA": "", "XDG_CACHE_HOME": "/cache"], "/cache/report/data"),
    ("", ["XDG_CACHE_HOME": "/cache"], "/cache/report/data"),
  ]

  @Test("the option comes before the variable, the variable before the cache", arguments: rows)
  func order(_ row: (explicit: String?, environment: [String: String], path: String)) {
    #expect(DataFolder(explicit: row.explicit, environment: row.environment).url.path == row.path)
  }

  @Test("without any of them it is in the home folder") func home() {
    let path = DataFolder(environment: ["HOME": "/home/ada", "XDG_CACHE_HOME": "relative"]).url.path
    #expect(["/home/ada/.cache/report/data", "/home/ada/Library/Caches/report/data"].contains(path))
  }
}
