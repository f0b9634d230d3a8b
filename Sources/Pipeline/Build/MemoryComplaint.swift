import Chapters
import Foundation

/// A block that needs more memory than there is.
struct MemoryComplaint: Complaint, Equatable {
  let need: MemoryNeed
  let available: MachineMemory

  var kind: ComplaintKind { .environment }

  var message: String {
    let there =
      switch available.source {
      case .machine: "the machine has"
      case .container: "the machine leaves this program"
      case .user: "--memory allows"
      }
    return "needs about \(Self.text(need.bytes)) of memory, \(there) \(Self.text(available.bytes))"
  }

  var help: String? {
    let lower = need.option.map { "lower '\($0)'" }
    let more = available.source == .user ? "allow more with --memory" : "build on a machine that has more"
    return [lower, more].compactMap { $0 }.joined(separator: ", or ")
  }

  /// '350 MB', '8 GB', '2.3 GB'.
  private static func text(_ bytes: Int) -> String {
    guard bytes >= 950_000_000 else { return "\(max(1, (bytes + 500_000) / 1_000_000)) MB" }
    let tenths = (bytes + 50_000_000) / 100_000_000
    return tenths >= 100 || tenths % 10 == 0 ? "\((tenths + 5) / 10) GB" : "\(tenths / 10).\(tenths % 10) GB"
  }
}

extension Plan {
  /// The blocks that need more memory than there is, as warnings before a build and as faults where one would run them.
  ///
  /// - Parameter ids: the blocks that are looked at; all if nil.
  public func memoryFaults(
    _ available: MachineMemory, in ids: Set<String>? = nil, areWarnings: Bool = false
  ) -> [Diagnostic] {
    let asked = steps.filter { ids?.contains($0.id) ?? true }
    let needs = asked.concurrentMap(\.need)
    return zip(asked, needs).filter { $1.bytes > available.bytes }.map { step, need in
      let complaint = MemoryComplaint(need: need, available: available)
      let span = need.option.map(step.block.span) ?? step.block.source.fence
      return areWarnings
        ? .warning(complaint, at: span, in: step.block.directive)
        : Diagnostic(complaint, at: span, in: step.block.directive)
    }
  }
}
