import Foundation
import Site
import Synchronization

/// What a preview shows at this moment: who serves it reads, who makes it writes, and whoever listens is told of changes.
final class Board: Sendable {
  private struct Content {
    var site: SiteOnDemand?
    var state = PageState()
    var pictures: [NewestPicture] = []
    var listeners: [Int: AsyncStream<Data>.Continuation] = [:]
    var count = 0
  }

  private let content = Mutex(Content())
  /// Tells the sites of this preview from those of others at the same port.
  private let stamp = String(UInt64(Date().timeIntervalSince1970 * 1e6), radix: 36)

  /// The site, if there is one yet, and its version.
  var shown: (site: SiteOnDemand?, version: String) { content.withLock { ($0.site, $0.state.version) } }

  /// The state as JSON in one line.
  var encodedState: Data { Self.encoded(content.withLock(\.state)) }

  /// Shows a site in place of the one before it.
  func show(_ site: SiteOnDemand) {
    content.withLock { content in
      content.count += 1
      content.site = site
      content.state.version = "\(stamp)-\(content.count)"
      Self.tell(content)
    }
  }

  /// Changes what pages are told beside the site.
  func change(_ body: (inout PageState) -> Void) {
    content.withLock { content in
      let old = content.state
      body(&content.state)
      if content.state != old { Self.tell(content) }
    }
  }

  /// Shows what a block that runs has so far.
  func show(_ pictures: [NewestPicture]) {
    content.withLock { content in
      content.count += 1
      content.pictures = pictures
      content.state.running?.pictures = pictures.indices.map {
        "\(content.count)-\($0).\(pictures[$0].ending)"
      }
      Self.tell(content)
    }
  }

  /// One of the pictures that were shown last.
  func newestPicture(named name: String) -> NewestPicture? {
    content.withLock { content in
      zip(content.state.running?.pictures ?? [], content.pictures).first { $0.0 == name }?.1
    }
  }

  /// The state now and after each change; who is slow misses those in between.
  func states() -> AsyncStream<Data> {
    let (stream, continuation) = AsyncStream.makeStream(of: Data.self, bufferingPolicy: .bufferingNewest(1))
    content.withLock { content in
      content.count += 1
      let number = content.count
      content.listeners[number] = continuation
      continuation.onTermination = { [weak self] _ in
        self?.content.withLock { _ = $0.listeners.removeValue(forKey: number) }
      }
      continuation.yield(Self.encoded(content.state))
    }
    return stream
  }

  /// Tells all listeners again, so that the ends of those that have gone are noticed.
  func knock() { content.withLock { Self.tell($0) } }

  private static func tell(_ content: Content) {
    let state = encoded(content.state)
    for listener in content.listeners.values { listener.yield(state) }
  }

  private static func encoded(_ state: PageState) -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return (try? encoder.encode(state)) ?? Data("{}".utf8)  // texts and numbers can always be encoded
  }
}
