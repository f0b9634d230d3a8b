import Foundation
import Subprocess

#if canImport(System)
  import System
#else
  import SystemPackage
#endif

/// The program once more, as a child that runs blocks: it may be interrupted, or run out of memory, and the preview stands.
struct BlockProcess: Sendable {
  let arguments: [String]
  /// The longest line that is read: a figure may be in it.
  private static let longestLine = 1 << 27
  /// How long one that is told to end may still save its state.
  private static let patience = Duration.seconds(20)

  /// How a process ended.
  enum Ending: Equatable {
    case exited(Int32)
    case signalled(Int32)
  }

  /// Runs blocks until there are none left.
  ///
  /// It ends with this process, since its standard input does, and is in a group of its own, so that Ctrl-C reaches it
  /// once and not twice.
  ///
  /// - Parameters:
  ///   - stops: an element asks it to stop; work that can go on later saves its state.
  ///   - tell: receives what happens.
  func run(
    stops: AsyncStream<Void>, tell: @escaping @Sendable (BlockEvent) async -> Void
  ) async throws -> Ending {
    var options = PlatformOptions()
    options.processGroupID = 0
    options.teardownSequence = [.gracefulShutDown(allowedDurationToNextStep: Self.patience)]
    let program = Bundle.main.executablePath ?? CommandLine.arguments[0]
    let result = try await Subprocess.run(
      .path(FilePath(program)), arguments: Arguments(arguments), platformOptions: options,
      input: .inputWriter,
      output: .sequence, error: .discarded
    ) { execution in
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask {
          for await _ in stops { try? execution.send(signal: .interrupt) }
        }
        let decoder = JSONDecoder()
        let lines = execution.standardOutput.strings(bufferingPolicy: .maxLineLength(Self.longestLine))
        for try await line in lines {
          if let event = try? decoder.decode(BlockEvent.self, from: Data(line.utf8)) { await tell(event) }
        }
        group.cancelAll()
      }
    }
    switch result.terminationStatus {
    case .exited(let status): return .exited(status)
    case .signaled(let signal): return .signalled(signal)
    }
  }
}
