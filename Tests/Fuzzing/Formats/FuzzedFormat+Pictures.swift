import Datasets
import Foundation
import TestSupport
import Text

extension FuzzedFormat {
  /// Pictures, sets of them, and what they show.
  static let pictures = [
    FuzzedFormat(
      "png", usePicture,
      { bytes, folder in
        // Nearly every change of a chunk belies its sum, and nothing would look at the rest.
        try usePicture(PNGChunks(bytes).sealed, folder)
      }),
    FuzzedFormat("jpeg", usePicture),
    FuzzedFormat("idx", useImages, useLabels),
    FuzzedFormat(
      "captions",
      prepare: { folder in
        for name in ["a.png", "b.png"] { try folder.write(Data(base64Encoded: pixel) ?? Data(), to: name) }
      }, useCaptions, useAskedCaptions),
  ]

  /// A PNG of one pixel.
  private static let pixel =
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg=="

  private static let usePicture: Use = { bytes, folder in
    let file = try folder.write(bytes, to: "picture")
    _ = try ImageSize(contentsOf: file).fitted(to: 64)
    _ = try RGBImage(contentsOf: file).fitted(to: 64)
  }

  /// Bytes as a set's images, which have labels if there are few.
  private static let useImages: Use = { bytes, folder in
    let set = Dataset(name: "set", folder: folder.root)
    try folder.write(bytes, to: Split.train.imagesFile)
    let count = min(set.count(.train) ?? 0, 1 << 12)
    try folder.write(
      [0, 0, 8, 1, 0, 0, UInt8(count >> 8), UInt8(count & 255)] + [UInt8](repeating: 1, count: count),
      to: Split.train.labelsFile)
    let images = try set.load(.train)
    _ = try images.tensor(of: images.indices(labelled: 1))
  }

  private static let useLabels: Use = { bytes, folder in
    _ = try IDXFile(contentsOf: folder.write(bytes, to: Split.train.labelsFile))
  }

  private static let useCaptions: Use = { bytes, folder in
    try folder.write(bytes, to: CaptionFile.name)
    let file = try CaptionFile(in: folder.root)
    let words = KnownWords(["a"]).adding(wordsOf: file.entries.map(\.caption))
    for entry in file.entries { _ = words.strangers(in: entry.caption) }
    try file.requirePictures()
    _ = CaptionFile.mistakes(in: folder.root, limit: 4, side: 4)
    _ = try CaptionedImages(file, side: 4, limit: 4)
  }

  private static let useAskedCaptions: Use = { bytes, folder in
    let url = try folder.write(bytes, to: "asked.tsv")
    _ = AskedCaptions.mistakes(in: url, limit: 4, side: 4)
    let file = try AskedCaptions(url)
    try file.requirePictures()
    _ = try file.pictures(side: 4, limit: 4)
  }
}
