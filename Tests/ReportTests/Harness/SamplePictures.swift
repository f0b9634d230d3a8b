import Figures
import Foundation
import TestSupport

/// Folders of captioned pictures, good and bad, for reports that train a text-to-image model.
enum SamplePictures {
  /// What is wrong with each bad folder's file.
  private static let captions = [
    "pictures": "rgb.png\ta rocket ship\nbaseline.jpg\ta pencil\nalpha.png\ta high quality photo\n",
    "pictures-columns": "rgb.png\ta rocket ship\nbaseline.jpg a pencil\n",
    "pictures-missing": "rgb.png\ta rocket ship\nbaseline.jpeg\ta pencil\n",
    "pictures-twice": "rgb.png\ta rocket ship\nbaseline.jpg\ta pencil\nrgb.png\ta pencil\n",
    "pictures-unusable": "rgb.png\ta rocket ship\ncmyk.jpg\ta pencil\n",
    "pictures-folder": "rgb.png\ta rocket ship\n.\ta pencil\n",
    "pictures-long": "rgb.png\ta rocket ship\nlong.png\ta pencil\n",
    "pictures-empty": "\n",
    "pictures-strange": "rgb.png\ta rocket shop\n",
  ]

  /// Captions with what a judge should see, good and bad.
  private static let asked = [
    "pictures/asked.tsv": ["boat", "cat", "house", "tower"].map { "a pencil\t\($0)\tphoto\trgb.png\n" }
      .joined(),
    "pictures/plain.tsv": "a rocket ship\tboat\tphoto\na pencil\ttower\tpencil\n",
    "pictures-strange/asked.tsv": "a pencil\tboat\tphoto\na pencil\ttowr\tphoto\n",
    "pictures-strange/style.tsv": "a pencil\tboat\toil\n",
    "pictures-strange/columns.tsv": "a pencil\tboat\tphoto\na pencil\tboat\tphoto\trgb.png\n",
    "pictures-strange/picture.tsv": "a pencil\tboat\tphoto\tnone.png\n",
    "pictures-folder/asked.tsv": "a pencil\tboat\tphoto\trgb.png\na pencil\tboat\tphoto\t.\n",
    "pictures-strange/empty.tsv": "a pencil\t\tphoto\n",
  ]

  /// A picture of 1 x 5000 pixels.
  static var long: Data {
    get throws {
      try Picture(width: 1, height: 5000, channels: 3, pixels: [UInt8](repeating: 0, count: 15_000)).pngData()
    }
  }

  /// A black square.
  static func plain(side: Int) throws -> Data {
    let pixels = [UInt8](repeating: 0, count: 3 * side * side)
    return try Picture(width: side, height: side, channels: 3, pixels: pixels).pngData()
  }

  /// Puts the folders into `report`.
  static func write(to scratch: Scratch) throws {
    for (folder, text) in captions {
      try scratch.write(text, to: "report/\(folder)/captions.tsv")
      for photo in ["rgb.png", "baseline.jpg", "alpha.png", "cmyk.jpg"] {
        try scratch.copy(Fixtures.shared.url("pictures/\(photo)"), to: "report/\(folder)/\(photo)")
      }
    }
    try scratch.write(long, to: "report/pictures-long/long.png")
    for folder in ["shards", "shards-cut"] {
      try SampleShards.write(to: scratch, folder: "report/\(folder)", side: 32)
    }
    try scratch.write("a pencil\tpencil\n", to: "report/shards-cut/00001.tsv")
    for (path, text) in asked { try scratch.write(text, to: "report/\(path)") }
  }
}
