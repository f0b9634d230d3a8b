import Figures
import Tensors

extension Tensor {
  /// Image 0 of [1, H, W, 3] in -1...1 as a picture.
  var shown: Picture {
    get throws { try Picture(self, image: 0, range: -1...1) }
  }

  /// A mask [H, W] as a picture.
  var shownMask: Picture {
    get throws { try Picture(reshaped(to: shape + [1])) }
  }

  /// An image [1, H, W, 3] with the masked part, [H, W], black.
  func blackened(by mask: Tensor) -> Tensor {
    let weights = mask.scalars
    return Tensor(
      shape: shape, scalars: scalars.enumerated().map { weights[$0.offset / shape[3]] == 1 ? -1 : $0.element }
    )
  }
}

extension PanelGrid.Row {
  /// A row of images, [1, H, W, 3] in -1...1 each.
  ///
  /// - Parameter large: the same images, made larger: these are shown then.
  init(label: String? = nil, showing images: [Tensor], largerAs large: [Tensor]? = nil) throws {
    self.init(
      label: label,
      cells: try images.enumerated().map { place, image in
        try PanelGrid.Cell(showing: image, largerAs: large?[place])
      })
  }
}

extension PanelGrid.Cell {
  /// An image [1, H, W, 3] in -1...1; if it was made larger, that is shown, and the image itself kept beside it.
  init(showing image: Tensor, largerAs large: Tensor? = nil, label: String? = nil) throws {
    self.init(try (large ?? image).shown, label: label, small: try large.map { _ in try image.shown })
  }
}

extension PanelGrid {
  /// A row of images in -1...1, for who watches a block draw them.
  init(showing images: [Tensor]) throws { self.init(rows: [try Row(showing: images)]) }
}
