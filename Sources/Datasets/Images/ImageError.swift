import Files

/// Why an image file, or a part of it, cannot be used.
public enum ImageError: Error, Equatable, Sendable {
  /// The file cannot be read.
  case unreadable(path: String, reason: FileCause)
  /// The file is neither PNG nor JPEG.
  case noImage(path: String, found: String, conversion: ImageConversion? = nil)
  /// The file says that it has more pixels than are read.
  case tooLarge(path: String, width: Int, height: Int)
  /// The file is damaged or of a kind that is not read.
  case undecodable(path: String, reason: String, conversion: ImageConversion? = nil)
  /// A rectangle that does not lie in the image.
  case crop(x: Int, y: Int, width: Int, height: Int, imageWidth: Int, imageHeight: Int)
  /// An image that becomes too long when its shorter side has the length of a square's.
  case elongated(width: Int, height: Int, side: Int)
  /// A size that no image can have.
  case size(width: Int, height: Int)
}

extension ImageError {
  /// The same error with its file under the name that the author gave it.
  public func renamed(_ name: (String) -> String) -> ImageError {
    switch self {
    case .unreadable(let path, let reason): .unreadable(path: name(path), reason: reason)
    case .noImage(let path, let found, let conversion):
      .noImage(path: name(path), found: found, conversion: conversion)
    case .tooLarge(let path, let width, let height): .tooLarge(path: name(path), width: width, height: height)
    case .undecodable(let path, let reason, let conversion):
      .undecodable(path: name(path), reason: reason, conversion: conversion)
    case .crop, .elongated, .size: self
    }
  }

  /// What is wrong.
  public var complaint: String {
    switch self {
    case .unreadable(let path, let reason): "\(path): cannot be read: \(reason)"
    case .noImage(let path, let found, _): "\(path): expected a PNG or JPEG image, found \(found)"
    case .tooLarge(let path, let width, let height):
      "\(path): expected at most \(ImageSize.mostPixels) pixels, found \(width) x \(height)"
    case .undecodable(let path, let reason, _): "\(path): cannot be decoded: \(reason)"
    case .crop(let x, let y, let width, let height, let imageWidth, let imageHeight):
      "crop: expected a rectangle inside \(imageWidth) x \(imageHeight), found \(width) x \(height) at \(x), \(y)"
    case .elongated(let width, let height, let side):
      "\(width) x \(height) pixels are too long and narrow for a square of \(side) x \(side)"
    case .size(let width, let height):
      "image: expected sides of 1 to \(ImageSize.longestSide) pixels, found \(width) x \(height)"
    }
  }

  /// What to do about it, if that can be said.
  public var remedy: String? {
    switch self {
    case .noImage(let path, _, let conversion?), .undecodable(let path, _, let conversion?):
      "convert it: \(conversion.command(for: path))"
    case .noImage: "name a PNG or JPEG file"
    case .tooLarge: "make it smaller"
    case .unreadable(_, let cause): cause.remedy
    case .undecodable, .crop, .elongated, .size: nil
    }
  }
}

extension ImageError: CustomStringConvertible {
  /// The complaint and the remedy.
  public var description: String { complaint + (remedy.map { "; \($0)" } ?? "") }
}
