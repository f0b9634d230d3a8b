import Figures
import Files
import Foundation

/// Compares a result with another of the same block.
struct ResultComparison {
  /// A result as facts, and the folder of its files where it has one.
  struct Side {
    let facts: BlockFacts
    let folder: URL?
  }

  let stored: Side
  let again: Side
  /// The largest difference of two files of weights, relative to the largest weight; nil where they are made otherwise.
  let weightError: @Sendable (URL, URL) -> Double?

  /// All that differs, by subject. A drawing whose numbers differ as well is not worth a word.
  func differences() -> [Difference] {
    let subjects = stored.facts.changedSubjects(in: again.facts)
    let hasNumbers = subjects.contains { $0.hasPrefix("series:") }
    return subjects.filter { !(hasNumbers && ["file:plot.svg", "file:plot.json"].contains($0)) }
      .map(difference)
  }

  private func difference(in subject: String) -> Difference {
    let (old, new) = (stored.facts.values[subject], again.facts.values[subject])
    let plain = ReportLock.change(of: subject, from: old, to: new)
    guard let old, let new else { return Difference(subject: subject, text: plain) }
    let name = String(subject.drop { $0 != ":" }.dropFirst())
    switch subject.prefix(while: { $0 != ":" }) {
    case "picture": return pictures(subject, name, plain)
    case "value":
      return numbers(subject, plain, TextNumbers.relativeError(old, new))
    case "series", "table", "file": return numbers(subject, plain, fileError(name))
    default: return Difference(subject: subject, text: plain)
    }
  }

  private func pictures(_ subject: String, _ name: String, _ plain: String) -> Difference {
    guard let one = picture(name, in: stored.folder), let other = picture(name, in: again.folder) else {
      return Difference(subject: subject, text: plain)
    }
    guard let difference = one.difference(from: other) else {
      let sizes = "\(one.width) x \(one.height) -> \(other.width) x \(other.height)"
      return Difference(subject: subject, text: "the size of \(name): \(sizes)")
    }
    let psnr = String(format: "%.1f", difference.psnr)
    let text =
      "\(name): \(difference.count.counted("pixel")) differ by up to \(difference.largest) of 255, PSNR \(psnr) dB"
    return Difference(
      subject: subject, text: text, largest: difference.largest,
      psnr: difference.psnr.isFinite ? difference.psnr : nil)
  }

  private func numbers(_ subject: String, _ plain: String, _ error: Double?) -> Difference {
    guard let error else { return Difference(subject: subject, text: plain) }
    let text = "\(plain), relative error \(String(format: "%.2g", error))"
    return Difference(subject: subject, text: text, relativeError: error)
  }

  private func picture(_ name: String, in folder: URL?) -> Picture? {
    guard let folder, let data = try? RegularFile.content(of: folder.appending(path: name)) else {
      return nil
    }
    return try? Picture(png: data)
  }

  private func fileError(_ name: String) -> Double? {
    guard let one = stored.folder?.appending(path: name), let other = again.folder?.appending(path: name)
    else { return nil }
    if name.hasSuffix(".safetensors") { return weightError(one, other) }
    guard let texts = try? [one, other].map({ try RegularFile.content(of: $0, limit: 1 << 25) }),
      let a = String(validating: texts[0], as: UTF8.self), let b = String(validating: texts[1], as: UTF8.self)
    else { return nil }
    return TextNumbers.relativeError(a, b)
  }
}
