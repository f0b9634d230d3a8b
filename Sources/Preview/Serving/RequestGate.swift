import FlyingFox

/// Which requests are answered: those of this machine's own browser for pages of this server, and no others.
///
/// Any page of the web may send requests to this machine. A page of another site gives itself away by `Origin` or
/// `Sec-Fetch-Site`, and one that has had its name point to this machine by `Host`.
struct RequestGate: Sendable {
  /// Why a request is refused.
  struct Refusal: Error, Equatable, CustomStringConvertible {
    let status: HTTPStatusCode
    let reason: String

    var description: String { reason }
  }

  private let hosts: Set<String>

  /// The gate of a server that listens at a port.
  init(port: UInt16) {
    let names = ["127.0.0.1", "localhost", "[::1]"]
    hosts = Set(names.map { "\($0):\(port)" } + (port == 80 ? names : []))
  }

  /// - Throws: a `Refusal`.
  func admit(_ request: HTTPRequest) throws(Refusal) {
    guard let host = request.headers[.host]?.lowercased() else {
      throw Refusal(status: .badRequest, reason: "the request names no host")
    }
    guard hosts.contains(host) else {
      throw Refusal(status: .misdirectedRequest, reason: "this server has no such name")
    }
    guard [.GET, .HEAD].contains(request.method) else {
      throw Refusal(status: .methodNotAllowed, reason: "pages can only be read")
    }
    if let origin = request.headers[HTTPHeader("Origin")], origin.lowercased() != "http://\(host)" {
      throw Refusal(status: .forbidden, reason: "a page of another origin asks")
    }
    let site = request.headers[HTTPHeader("Sec-Fetch-Site")] ?? "none"
    guard ["same-origin", "none"].contains(site) || isNavigation(request) else {
      throw Refusal(status: .forbidden, reason: "a page of another site asks")
    }
  }

  /// Whether a reader follows a link of another site, in a window of its own.
  private func isNavigation(_ request: HTTPRequest) -> Bool {
    request.method == .GET && request.headers[HTTPHeader("Sec-Fetch-Mode")] == "navigate"
      && request.headers[HTTPHeader("Sec-Fetch-Dest")] == "document"
  }
}
