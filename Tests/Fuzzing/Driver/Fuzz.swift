import CFuzzer
import Foundation
import FuzzedFormats

/// `fuzz FORMAT`, then libFuzzer's options and folders: lets the program read bytes of a format until it crashes. Without
/// a format it lists them.
@main enum Fuzz {
  /// Where the bytes are put; libFuzzer calls a function of C, which can hold nothing.
  nonisolated(unsafe) private static var file: FuzzedFile?

  static func main() throws {
    let names = FuzzedFormat.all.map(\.description)
    guard CommandLine.arguments.count > 1 else { return print(names.joined(separator: "\n")) }
    let name = CommandLine.arguments[1]
    guard let format = FuzzedFormat.all.first(where: { $0.description == name }) else {
      print("fuzz: expected one of \(names.joined(separator: ", ")), found '\(name)'")
      exit(2)
    }
    file = try FuzzedFile(of: format)
    // The format takes the place of the program's name, which libFuzzer passes over.
    var count = CommandLine.argc - 1
    var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv + 1
    exit(
      LLVMFuzzerRunDriver(&count, &arguments) { start, count in
        Fuzz.file?.read(Data(UnsafeBufferPointer(start: start, count: count)))
        return 0
      })
  }
}
