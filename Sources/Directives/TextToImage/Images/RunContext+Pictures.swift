import Chapters
import Datasets
import Pipeline
import SharedDirectives
import Tensors

/// The files by which blocks leave a picture for others.
enum PictureFile {
  static let image = "image.png"
  /// The same image with more pixels, if its file has them.
  static let fine = "fine.png"
  static let mask = "mask.png"
}

extension RunContext {
  /// The image of an `{image}` block, [1, S, S, 3] in -1...1.
  ///
  /// - Throws: a `Complaint`.
  func image(_ reference: BlockReference) throws -> Tensor {
    try picture(PictureFile.image, of: reference).tensor
  }

  /// The same with so many pixels on a side, as fine as its file is.
  ///
  /// - Throws: a `Complaint`.
  func image(_ reference: BlockReference, side: Int) throws -> Tensor {
    let fine = try picture(PictureFile.fine, of: reference)
    do throws(ImageError) { return try fine.fitted(to: side).tensor } catch {
      throw EnvironmentFault.unreadable(path: PictureFile.fine, reason: "\(error)")
    }
  }

  /// The mask of a `{mask}` block for an image of its size, [H, W]: 1 where something new is made.
  ///
  /// - Throws: a `Complaint`, or an `OptionMistake` at 'mask'.
  func mask(_ reference: BlockReference, for image: Tensor) throws -> Tensor {
    let picture = try picture(PictureFile.mask, of: reference)
    do throws(MaskError) {
      return try RegionMask.image(picture).tensor(height: image.shape[1], width: image.shape[2])
    } catch { throw OptionMistake("mask", .maskOfAnotherImage(error)) }
  }

  /// The pictures of a block by their numbers, each [1, S, S, 3] in -1...1; all of them without numbers.
  ///
  /// - Throws: as `ImageFacts.require`, or a fault of the machine.
  func squares(of reference: BlockReference, _ numbers: [Int]?, option: String, below side: Int) throws
    -> [Tensor]
  {
    guard case .panels(_, let rows) = figure(of: reference.id) else {
      throw SharedComplaint.noPictures(block: reference.id)
    }
    let cells = rows.flatMap(\.cells)
    let facts = ImageFacts(side: cells.map(\.width).max() ?? 0, count: cells.count)
    try facts.require(numbers, of: reference, option: option, below: side)
    return try (numbers?.map { cells[$0 - 1] } ?? cells).map { try picture($0.path, of: reference).tensor }
  }

  private func picture(_ file: String, of reference: BlockReference) throws -> RGBImage {
    let url = try self.file(file, of: reference.id)
    do throws(ImageError) { return try RGBImage(contentsOf: url) } catch {
      throw EnvironmentFault.unreadable(path: url.path, reason: "\(error)")
    }
  }
}
