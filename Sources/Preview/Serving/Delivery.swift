import FlyingFox
import Foundation
import Site
import Templates

/// Answers requests with files of the site that the board has, and with what the pages' own script asks for.
struct Delivery: HTTPHandler {
  let board: Board
  let gate: RequestGate

  /// Where the preview's own files are; no site has a name that begins with a dot.
  private static let own = ".preview/"

  func handleRequest(_ request: HTTPRequest) async throws -> HTTPResponse {
    // What is sent is not looked at, and must not be taken for a further request.
    for try await _ in request.bodySequence {}
    var response = await answer(to: request)
    guard request.method == .HEAD, case .httpBody(let body) = response.payload else { return response }
    let length = body.count.map { [HTTPHeader.contentLength: "\($0)"] } ?? [:]
    response = HTTPResponse(statusCode: response.statusCode, headers: response.headers)
    for (header, value) in length { response.headers[header] = value }
    return response
  }

  private func answer(to request: HTTPRequest) async -> HTTPResponse {
    do { try gate.admit(request) } catch {
      return Self.refusal(error.status, error.reason)
    }
    guard let path = RequestedPath(target: request.target.path())?.text else {
      return Self.refusal(.badRequest, "no file of a site has such a path")
    }
    if path.hasPrefix(Self.own) { return await ownFile(String(path.dropFirst(Self.own.count))) }
    do {
      let (site, version) = board.shown
      if let content = try site?.content(of: path) { return file(content, path, version) }
      return ContentType.isPage(path)
        ? substitute(isReady: site != nil, version) : Self.refusal(.notFound, "not here")
    } catch {
      return Self.refusal(.internalServerError, "the file cannot be read")
    }
  }

  /// What the script of a page asks for.
  private func ownFile(_ name: String) async -> HTTPResponse {
    switch name {
    case "preview.js": return Self.response(.ok, Data(Templates.preview.utf8), "preview.js")
    case "state.json": return Self.response(.ok, board.encodedState, name)
    case "events":
      var headers = Self.headers(type: "text/event-stream")
      headers[HTTPHeader("X-Accel-Buffering")] = "no"
      let body = HTTPBodySequence(from: EventSequence(states: board.states()))
      return HTTPResponse(statusCode: .ok, headers: headers, body: body)
    default:
      guard let picture = board.newestPicture(named: name) else { return Self.refusal(.notFound, "not here") }
      return Self.response(.ok, picture.content, name)
    }
  }

  private func file(_ content: Data, _ path: String, _ version: String) -> HTTPResponse {
    guard ContentType.isPage(path) else { return Self.response(.ok, content, path) }
    return Self.response(.ok, ServedPage.withScript(content, version: version), path)
  }

  /// What stands for a page that the site does not have, or does not have yet.
  private func substitute(isReady: Bool, _ version: String) -> HTTPResponse {
    let page = ServedPage.substitute(isReady: isReady, version: version)
    return Self.response(isReady ? .notFound : .serviceUnavailable, page, "page.html")
  }

  private static func refusal(_ status: HTTPStatusCode, _ reason: String) -> HTTPResponse {
    var response = response(status, Data("\(reason)\n".utf8), "refusal.txt")
    if status == .methodNotAllowed { response.headers[HTTPHeader("Allow")] = "GET, HEAD" }
    return response
  }

  private static func response(_ status: HTTPStatusCode, _ content: Data, _ name: String) -> HTTPResponse {
    HTTPResponse(
      statusCode: status, headers: headers(type: ContentType.of(name)),
      body: HTTPBodySequence(data: content, suggestedBufferSize: 1 << 16))
  }

  private static func headers(type: String) -> HTTPHeaders {
    [
      .contentType: type, .cacheControl: "no-store",
      HTTPHeader("X-Content-Type-Options"): "nosniff",
      HTTPHeader("Cross-Origin-Resource-Policy"): "same-origin",
      HTTPHeader("Content-Security-Policy"): "frame-ancestors 'none'",
      HTTPHeader("Referrer-Policy"): "same-origin",
    ]
  }
}
