import Chapters
import Datasets
import Figures
import Foundation
import Pipeline
import Tensors

extension RunContext {
  /// The image of an `{image}` block, [1, S, S, 3] in -1...1.
  func image(_ reference: BlockReference) throws -> Tensor {
    try picture(ImageDirective.fileName, of: reference).tensor
  }

  /// The image of an `{image}` block for a network, which takes sides that it can halve.
  func image(_ reference: BlockReference, for model: PromptedModel) throws -> Tensor {
    let image = try image(reference)
    let (side, multiple) = (image.shape[1], model.model.network.configuration.sizeMultiple)
    guard side % multiple == 0 else {
      throw OptionMistake(
        "image",
        .invalid(
          "the image '\(reference.id)' is \(side) pixels wide; the model takes multiples of \(multiple)",
          remedy: "set its size to the model's, \(model.model.side)"))
    }
    return image
  }

  /// The mask of a `{mask}` block for an image, [H, W]: 1 where something new is made.
  func mask(_ reference: BlockReference, for image: Tensor) throws -> Tensor {
    let picture = try picture(MaskDirective.fileName, of: reference)
    do throws(MaskError) {
      return try RegionMask.image(picture).tensor(height: image.shape[1], width: image.shape[2])
    } catch {
      throw OptionMistake("mask", .invalid("\(error)", remedy: "make the mask for the image that is edited"))
    }
  }

  private func picture(_ file: String, of reference: BlockReference) throws -> RGBImage {
    let url = try self.file(file, of: reference.id)
    do throws(ImageError) { return try RGBImage(contentsOf: url) } catch {
      throw EnvironmentFault.unreadable(path: url.path, reason: "\(error)")
    }
  }
}

extension Tensor {
  /// Image 0 of [1, H, W, 3] in -1...1 as a picture.
  var shown: Picture {
    get throws { try Picture(self, image: 0, range: -1...1) }
  }

  /// A mask [H, W] as a picture.
  var shownMask: Picture {
    get throws { try Picture(reshaped(to: shape + [1])) }
  }

  /// An image [1, H, W, 3] with the masked part black.
  func blackened(by mask: Tensor) -> Tensor {
    let weights = mask.scalars
    return Tensor(
      shape: shape, scalars: scalars.enumerated().map { weights[$0.offset / shape[3]] == 1 ? -1 : $0.element }
    )
  }
}
