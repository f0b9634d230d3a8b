import FlyingFox
import FlyingSocks
import Foundation

/// What a page is told of the preview, as the server-sent events of a response that ends when either side goes.
struct EventSequence: AsyncBufferedSequence {
  typealias Element = UInt8

  /// The states of the board, as JSON in one line each.
  let states: AsyncStream<Data>

  func makeAsyncIterator() -> Iterator { Iterator(states: states.makeAsyncIterator()) }

  struct Iterator: AsyncBufferedIteratorProtocol {
    fileprivate var states: AsyncStream<Data>.AsyncIterator

    mutating func next() async -> UInt8? { nil }  // the server asks for buffers only

    mutating func nextBuffer(suggested count: Int) async -> [UInt8]? {
      guard let state = await states.next() else { return nil }
      return Array("data: ".utf8) + state + Array("\n\n".utf8)
    }
  }
}
