import Foundation
import Testing

/// The real program, as a user runs it.
enum Program {
  /// Beside the test bundle, or what `REPORT_PROGRAM` names.
  static let url: URL = {
    if let named = ProcessInfo.processInfo.environment["REPORT_PROGRAM"] { return URL(filePath: named) }
    let bundle = Bundle.main.executableURL ?? URL(filePath: CommandLine.arguments[0])
    let folders = [bundle, Bundle.main.bundleURL].flatMap {
      [$0, $0.deletingLastPathComponent(), $0.deletingLastPathComponent().deletingLastPathComponent()]
    }
    let candidates = folders.map { $0.appending(path: "report") }
    let program = candidates.first { candidate in
      var isFolder: ObjCBool = false
      let exists = FileManager.default.fileExists(atPath: candidate.path, isDirectory: &isFolder)
      return exists && !isFolder.boolValue
    }
    return program ?? URL(filePath: ".build/release/report")
  }()

  /// Whether the program is fast: built with optimisations, as these tests, or named by whoever runs them.
  static var isOptimized: Bool {
    #if DEBUG
      ProcessInfo.processInfo.environment["REPORT_PROGRAM"] != nil
    #else
      true
    #endif
  }

  /// What a run left behind.
  struct Outcome {
    var status: Int32
    var output: String
    var errors: String
  }

  /// Runs to the end, or until it hangs (then kills, and the test fails).
  static func run(
    _ arguments: [String], in folder: URL, environment: [String: String] = [:],
    wrapped wrapper: [String] = [],
    seconds: Double = 120
  ) throws -> Outcome {
    let running = try Running(arguments, in: folder, environment: environment, wrapped: wrapper)
    return running.wait(seconds: seconds)
  }
}

/// The program while it runs.
final class Running {
  private let process = Process()
  private let ended = DispatchSemaphore(value: 0)
  private let streams: URL

  /// - Parameter wrapper: a command that is given the program and its arguments, such as `setpriv`.
  init(
    _ arguments: [String], in folder: URL, environment: [String: String] = [:], wrapped wrapper: [String] = []
  ) throws {
    // Files and not pipes: a pipe's end that a neighbouring test's child inherits would never close.
    streams = FileManager.default.temporaryDirectory.appending(path: "report-streams-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: streams, withIntermediateDirectories: true)
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = wrapper + [Program.url.path] + arguments
    process.currentDirectoryURL = folder
    let own = ["REPORT_DATA": "/nonexistent/data", "LC_ALL": "C.UTF-8"]
    process.environment = ProcessInfo.processInfo.environment.merging(own) { $1 }.merging(environment) { $1 }
    process.standardInput = FileHandle.nullDevice
    let (output, errors) = (try handle("output"), try handle("errors"))
    // The child has its own. Foundation keeps a process, and with it the files, for ever; and where more than 1,300 are
    // open, its next process reads beyond the list of them.
    defer { for handle in [output, errors] { try? handle.close() } }
    (process.standardOutput, process.standardError) = (output, errors)
    process.terminationHandler = { [ended] _ in ended.signal() }
    try process.run()
  }

  deinit { try? FileManager.default.removeItem(at: streams) }

  /// The errors written so far.
  var errors: String { text("errors") }

  /// The process's number.
  var identifier: Int32 { process.processIdentifier }

  /// Sends a signal.
  func signal(_ number: Int32) { kill(process.processIdentifier, number) }

  /// How much longer than on an idle machine a run may take: many tests run at once, and machines differ by as much.
  static let patience = 10.0

  /// Waits for the end; a program that is still running after so many seconds of an idle machine hangs, and is killed.
  func wait(seconds: Double = 120) -> Program.Outcome {
    if ended.wait(timeout: .now() + seconds * Self.patience) == .timedOut {
      signal(SIGKILL)
      ended.wait()
      Issue.record("the program was still running after \(seconds * Self.patience) s")
    }
    let isKilled = process.terminationReason == .uncaughtSignal
    let status = isKilled ? 128 + process.terminationStatus : process.terminationStatus
    let outcome = Program.Outcome(status: status, output: text("output"), errors: text("errors"))
    if let text = outcome.errors.firstMatch(of: Self.unexplained) {
      Issue.record("an error does not say what is wrong: '\(text.0)' in\n\(outcome.errors)")
    }
    return outcome
  }

  /// What Foundation and Swift call an error that has no description of its own.
  private static var unexplained: Regex<Substring> {
    #/[\w.]+ error [0-9]+\.|error Domain=|CocoaErrorDomain|DecodingError|EncodingError/#
  }

  /// Waits until the errors contain a text.
  func waitForError(containing text: String, seconds: Double = 60) {
    let end = ContinuousClock.now + .seconds(seconds)
    while !errors.contains(text), process.isRunning, ContinuousClock.now < end { usleep(5_000) }
  }

  private func handle(_ name: String) throws -> FileHandle {
    let url = streams.appending(path: name)
    try Data().write(to: url)
    return try FileHandle(forWritingTo: url)
  }

  private func text(_ name: String) -> String {
    String(decoding: (try? Data(contentsOf: streams.appending(path: name))) ?? Data(), as: UTF8.self)
  }
}
