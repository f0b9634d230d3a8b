import ArgumentParser
import Foundation
import Pipeline

/// How much memory blocks may take.
struct MemoryOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The most memory that a block may take, such as 8GB or 500MB, if the machine has more.",
      valueName: "size"))
  var memory: String?

  func validate() throws {
    guard let memory, Self.bytes(memory) == nil else { return }
    throw ValidationError("--memory must be a size such as 8GB or 500MB, not '\(memory)'.")
  }

  /// What there is, or less where the user says so.
  var available: MachineMemory { MachineMemory(allowed: memory.flatMap(Self.bytes)) }

  /// '8GB', '1.5 GB' and '500mb' in bytes.
  private static func bytes(_ text: String) -> Int? {
    guard let parts = text.uppercased().wholeMatch(of: #/([0-9]{1,6}(?:\.[0-9]{1,3})?) ?(MB|GB|TB)/#),
      let number = Double(parts.1), number > 0
    else { return nil }
    let unit =
      switch parts.2 {
      case "MB": 1e6
      case "GB": 1e9
      default: 1e12
      }
    return Int(number * unit)
  }
}
