import Chapters
import Files
import FlyingFox
import FlyingSocks
import Foundation
import Synchronization

/// The server of a preview, which nobody but this machine reaches.
struct PreviewServer: Sendable {
  /// The first port that is tried where none is asked for, and how many after it.
  static let usualPort: UInt16 = 4180
  private static let furtherPorts: UInt16 = 20
  static let address = "127.0.0.1"
  /// Between two beginnings.
  private static let rest = Duration.milliseconds(500)

  let board: Board
  /// The port that was asked for; 0 stands for any that is free.
  let port: UInt16?

  /// Serves until the task is cancelled.
  ///
  /// - Parameter listening: called once with the port.
  /// - Throws: a `PortComplaint` where the port is taken.
  func run(listening: @escaping @Sendable (UInt16) -> Void) async throws {
    let candidates = port.map { [$0] } ?? (Self.usualPort...Self.usualPort + Self.furtherPorts).map { $0 }
    for candidate in candidates {
      guard let socket = try Self.free(candidate) else { continue }
      return try await serve(at: socket, listening)
    }
    throw PortComplaint.taken(candidates[0], isAskedFor: port != nil)
  }

  /// The port, or the one that stands for 0; nil where another program has it.
  private static func free(_ port: UInt16) throws -> UInt16? {
    let socket = try Socket(domain: AF_INET)
    defer { try? socket.close() }
    do {
      let place = try sockaddr_in.inet(ip4: address, port: port)
      try socket.setValue(true, for: BoolSocketOption.localAddressReuse)
      try socket.bind(to: place)
      try socket.listen()
      guard case .ip4(_, let found) = try socket.sockname() else { return nil }
      return found
    } catch SocketError.failed(_, let number, _) where number == EADDRINUSE {
      return nil
    } catch SocketError.failed(_, let number, let message) where number == EACCES {
      throw PortComplaint.forbidden(port, reason: message)
    }
  }

  /// Serves, and begins again where the system could not open one more connection.
  private func serve(at port: UInt16, _ listening: @escaping @Sendable (UInt16) -> Void) async throws {
    let hasBegun = Atomic(false)
    while true {
      do {
        try await serveOnce(at: port) { port in
          if !hasBegun.exchange(true, ordering: .relaxed) { listening(port) }
        }
      } catch {
        try Task.checkCancellation()
        guard hasBegun.load(ordering: .relaxed) else { throw error }
        try await Task.sleep(for: Self.rest)
      }
    }
  }

  private func serveOnce(at port: UInt16, _ listening: @escaping @Sendable (UInt16) -> Void) async throws {
    let server = HTTPServer(
      address: try sockaddr_in.inet(ip4: Self.address, port: port), pool: SocketPool.make(),
      logger: .disabled,
      handler: Delivery(board: board, gate: RequestGate(port: port)))
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await server.run() }
      group.addTask {
        try await server.waitUntilListening()
        listening(port)
      }
      while try await group.next() != nil {}
    }
  }
}
