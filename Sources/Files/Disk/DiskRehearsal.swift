import Foundation
import Synchronization
import SystemPackage

/// What tests ask of the disk by the environment, so that faults can be tried at every step of the real program:
///
///     REPORT_DISK_FAULT=kill@12       the process is killed before the 12th step that changes something
///     REPORT_DISK_FAULT=tear@12       killed halfway through it, if it writes
///     REPORT_DISK_FAULT=EIO@12        the step fails so; ENOSPC as well, halfway through if it writes
///     REPORT_DISK_FAULT=ENOSPC@12+    the step and all writing after it fail
///     REPORT_DISK_FAULT=unreadable@3  the third reading fails (EIO)
///     REPORT_DISK_LOG=FILE            every step is written down, a line of JSON each
final class DiskRehearsal: Sendable {
  /// The rehearsal that the environment asks for; none as a rule.
  static let current = DiskRehearsal(ProcessInfo.processInfo.environment)

  private enum Fault: Equatable {
    case kill, tear, unreadable
    case failure(Errno)
  }

  /// How a step that was met goes on.
  enum Course {
    /// As always.
    case whole
    /// Half of the bytes are written, and then comes the end.
    case half(Errno?)
  }

  private let fault: Fault?
  private let step: Int
  private let lasts: Bool
  private let log: FileDescriptor?
  private let counts = Mutex((changes: 0, readings: 0))

  private init?(_ environment: [String: String]) {
    let (fault, log) = (environment["REPORT_DISK_FAULT"], environment["REPORT_DISK_LOG"])
    guard fault != nil || log != nil else { return nil }
    let parts = (fault ?? "").split(separator: "@")
    let names: [Substring: Fault] = [
      "kill": .kill, "tear": .tear, "unreadable": .unreadable, "EIO": .failure(.ioError),
      "ENOSPC": .failure(.noSpace),
    ]
    self.fault = parts.first.flatMap { names[$0] }
    step = parts.last.flatMap { Int($0.filter(\.isNumber)) } ?? 0
    lasts = parts.last?.hasSuffix("+") == true
    self.log = log.flatMap {
      try? FileDescriptor.open(
        $0, .writeOnly, options: [.create, .append, .closeOnExec],
        permissions: FilePermissions(rawValue: 0o666))
    }
  }

  /// A step that is about to be taken.
  ///
  /// - Throws: the error with which it fails.
  func meet(_ operation: DiskOperation) throws(Errno) -> Course {
    let number = counts.withLock { counts in
      if operation.isReading { counts.readings += 1 } else { counts.changes += 1 }
      return operation.isReading ? counts.readings : counts.changes
    }
    let isWriting = if case .append = operation { true } else { false }
    let isMet = number == step || lasts && number > step && isWriting
    guard let fault, isMet, operation.isReading == (fault == .unreadable) else {
      note(operation)
      return .whole
    }
    switch fault {
    case .kill: kill(getpid(), SIGKILL)
    case .tear where isWriting: return .half(nil)
    case .tear: kill(getpid(), SIGKILL)
    case .failure(let error) where isWriting: return .half(error)
    case .failure(let error): throw error
    case .unreadable: throw .ioError
    }
    return .whole
  }

  private func note(_ operation: DiskOperation) {
    guard let log, var line = try? JSONEncoder().encode(operation) else { return }
    line.append(UInt8(ascii: "\n"))
    _ = try? log.writeAll(line)
  }
}
