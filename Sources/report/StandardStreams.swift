import Files
import Foundation
import Synchronization

/// Standard output and standard error as services and shells hand them on: closed, full or without a reader.
enum StandardStreams {
  /// Why something that was to be printed was not.
  private static let failure = Mutex<FileCause?>(nil)

  /// Gives closed streams a place that refuses to be written to, so that no file which is opened later gets their numbers.
  static func occupy() {
    for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] where fcntl(descriptor, F_GETFD) < 0 {
      _ = open("/dev/null", O_RDONLY)  // takes the lowest number that is free
    }
  }

  /// Writes a message to standard error. Where that cannot be done there is nobody to tell, and the work goes on.
  ///
  /// - Parameter control: what the terminal is to do first; nothing in the message can make it do anything.
  static func tell(_ text: String, after control: String = "") {
    try? FileHandle.standardError.write(contentsOf: Data((control + text.visible).utf8))
  }

  /// Writes a result to standard output; `exit` says where that could not be done.
  static func give(_ text: String) { write(text.visible) }

  /// Writes JSON to standard output. Its texts are escaped in its own way.
  static func give(json: Data) {
    let text = String(decoding: json, as: UTF8.self)
    write(
      text.unicodeScalars.reduce(into: "") { text, scalar in
        text += scalar != "\n" && scalar.isUnseen ? String(format: "\\u%04x", scalar.value) : String(scalar)
      } + "\n")
  }

  private static func write(_ text: String) {
    do { try FileHandle.standardOutput.write(contentsOf: Data(text.utf8)) } catch {
      failure.withLock { $0 = $0 ?? plainReason(of: error) }
    }
  }

  /// Ends the program.
  static func exit(_ status: ExitStatus) -> Never {
    guard let cause = failure.withLock({ $0 }) else { Foundation.exit(status.rawValue) }
    tell("error: cannot write standard output: \(cause)\n")
    Foundation.exit(status == .fine ? ExitStatus.environment.rawValue : status.rawValue)
  }
}

/// Prints a line. It stands before Swift's function of that name, whose failures go unseen.
func print(_ text: String) { StandardStreams.give(text + "\n") }
