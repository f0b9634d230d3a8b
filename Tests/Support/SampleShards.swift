import Foundation

/// Small shards of captioned pictures, as the sketchbook's recipe draws them.
package enum SampleShards {
  /// An `.npy` file of bytes [count, side, side, 3] by a formula, with NumPy's own header.
  package static func pixels(count: Int, side: Int, first: Int = 0) -> Data {
    var header = "{'descr': '|u1', 'fortran_order': False, 'shape': (\(count), \(side), \(side), 3), }"
    while (header.utf8.count + 11) % 64 != 0 { header += " " }
    header += "\n"
    var data = Data([0x93] + Array("NUMPY".utf8) + [1, 0])
    data.append(contentsOf: [UInt8(header.utf8.count & 255), UInt8(header.utf8.count >> 8)])
    data.append(Data(header.utf8))
    for picture in first..<first + count {
      for place in 0..<side * side * 3 { data.append(UInt8((31 * picture + 7 * place) % 256)) }
    }
    return data
  }

  /// Lines of a caption, a subject and a style.
  package static func lines(_ captions: [String]) -> String {
    captions.map { "\($0)\tpencil\tphoto\n" }.joined()
  }

  /// Puts two shards into a folder, of three and of two pictures.
  package static func write(to scratch: Scratch, folder: String, side: Int) throws {
    let captions = ["a rocket ship", "a pencil", "a high quality photo", "a pencil", "a rocket ship"]
    for (name, range) in [("00000", 0..<3), ("00001", 3..<5)] {
      try scratch.write(
        pixels(count: range.count, side: side, first: range.lowerBound), to: "\(folder)/\(name).npy")
      try scratch.write(lines(Array(captions[range])), to: "\(folder)/\(name).tsv")
    }
  }
}
