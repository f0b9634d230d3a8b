import Datasets
import Pipeline

extension WrittenPath {
  /// The image of the file that an option names.
  ///
  /// - Throws: `OptionMistake` at the option for what is no image or too large.
  func image(option: String) throws -> RGBImage {
    do throws(ImageError) { return try RGBImage(contentsOf: url) } catch {
      throw OptionMistake(option, .imageFile(error.renamed(name)))
    }
  }

  /// The size of the image of the file that an option names, by its header.
  ///
  /// - Throws: as `image`.
  func imageSize(option: String, in surroundings: Surroundings) throws -> ImageSize {
    do throws(ImageError) {
      return try surroundings.readings.value(at: url) { () throws(ImageError) in
        try ImageSize(contentsOf: url)
      }
    } catch {
      throw OptionMistake(option, .imageFile(error.renamed(name)))
    }
  }
}
