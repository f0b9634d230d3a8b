import Foundation

/// A running child process.
final class Child: @unchecked Sendable {
  private let process: pid_t
  private let lock = NSLock()
  /// Guarded by `lock`: once the child is reaped its number may belong to another process.
  private var isReaped = false

  /// Starts the program at `path`.
  ///
  /// - Throws: `CommandFailure` when the system refuses.
  init(path: String, command: Command, environment: [String: String], streams: ChildStreams) throws {
    let arguments = CStrings([path] + command.arguments)
    let variables = CStrings(environment.map { "\($0.key)=\($0.value)" })
    var process: pid_t = 0
    let code = withSpawnSettings(streams) { actions, attributes in
      posix_spawn(&process, path, actions, attributes, arguments.pointers, variables.pointers)
    }
    guard code == 0 else {
      throw CommandFailure(
        program: command.program, status: nil, message: "cannot start: \(String(cString: strerror(code)))")
    }
    self.process = process
  }

  /// The wait status, once the child has ended.
  func status() async -> Int32 {
    await withCheckedContinuation { continuation in
      DispatchQueue.global().async { continuation.resume(returning: self.reap()) }
    }
  }

  /// Asks the child to end.
  func terminate() {
    lock.withLock {
      if !isReaped { kill(process, SIGTERM) }
    }
  }

  /// Waits without reaping first, so that `terminate` is never kept waiting for the lock.
  private func reap() -> Int32 {
    var information = siginfo_t()
    while waitid(P_PID, id_t(process), &information, WEXITED | WNOWAIT) != 0, errno == EINTR {}
    return lock.withLock {
      var status: Int32 = 0
      while waitpid(process, &status, 0) < 0, errno == EINTR {}
      isReaped = true
      return status
    }
  }
}

/// Calls `body` with settings that give the child its streams and the default reaction to signals. It would
/// else inherit what a parent ignores, and the worker threads that start it block every signal, Ctrl-C too.
private func withSpawnSettings<Result>(
  _ streams: ChildStreams,
  _ body: (
    UnsafePointer<posix_spawn_file_actions_t>, UnsafePointer<posix_spawnattr_t>
  ) -> Result
) -> Result {
  #if canImport(Darwin)
    var actions: posix_spawn_file_actions_t?
    var attributes: posix_spawnattr_t?
  #else
    var actions = posix_spawn_file_actions_t()
    var attributes = posix_spawnattr_t()
  #endif
  posix_spawn_file_actions_init(&actions)
  posix_spawnattr_init(&attributes)
  defer {
    posix_spawn_file_actions_destroy(&actions)
    posix_spawnattr_destroy(&attributes)
  }
  for (target, source) in [streams.input, streams.output, streams.errors].enumerated() {
    posix_spawn_file_actions_adddup2(&actions, source, Int32(target))
  }
  var signals = sigset_t()
  sigemptyset(&signals)
  [SIGINT, SIGTERM, SIGHUP, SIGPIPE].forEach { _ = sigaddset(&signals, $0) }
  posix_spawnattr_setsigdefault(&attributes, &signals)
  var none = sigset_t()
  sigemptyset(&none)
  posix_spawnattr_setsigmask(&attributes, &none)
  posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))
  return body(&actions, &attributes)
}

/// A null-terminated array of C strings.
private final class CStrings {
  let pointers: [UnsafeMutablePointer<CChar>?]

  init(_ strings: [String]) {
    pointers = strings.map { strdup($0) } + [nil]
  }

  deinit {
    pointers.forEach { free($0) }
  }
}
