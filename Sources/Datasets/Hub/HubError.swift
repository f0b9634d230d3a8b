import Files

/// Why a model could not be fetched from a hub.
public enum HubError: Error, Equatable, Sendable {
  /// What was given is no ORGANISATION/NAME.
  case name(String)
  /// What was given is no branch, tag or commit.
  case revision(String)
  /// What was given is no address of a hub.
  case hub(String)
  /// A token with characters that no token has.
  case token
  /// The hub wants to know who asks, or that the licence was accepted.
  case forbidden(page: String, hasToken: Bool)
  /// The hub has no such model, or does not show it to everybody.
  case notFound(page: String)
  /// The hub's answer is none that is understood.
  case listing(page: String, reason: String)
  /// The hub lists what no hub lists that means well.
  case refused(page: String, reason: String)
  /// The model has no part that is understood here.
  case noParts(page: String)
  /// The disk has too little room.
  case space(path: String, needed: Int, available: Int)
  /// A file that came is not the one that the hub listed.
  case damaged(path: String, expected: String, found: String)
  /// A file is longer than the hub listed it, in bytes.
  case tooLong(address: String, limit: Int)
  /// What came of a file earlier cannot be continued.
  case stale(address: String, reason: String)
  /// A file could not be fetched.
  case failed(address: String, reason: String)
  /// A file could not be written.
  case unwritable(path: String, reason: String)
}

extension HubError: ExplainedError {
  /// What is wrong.
  public var complaint: String {
    switch self {
    case .name(let name): "expected a model's name, ORGANISATION/NAME, found '\(name)'"
    case .revision(let revision): "expected a revision (a branch, a tag or a commit), found '\(revision)'"
    case .hub(let hub): "expected the address of a hub, https://..., found '\(hub)'"
    case .token: "expected a token of letters, digits, '_', '-' and '.', found other characters"
    case .forbidden(let page, let hasToken):
      hasToken
        ? "\(page): the token gives no access to this model" : "\(page): the hub asks who wants this model"
    case .notFound(let page): "\(page): expected a model, found none of that name and revision"
    case .listing(let page, let reason): "\(page): expected a list of files, found \(reason)"
    case .refused(let page, let reason): "\(page): nothing is fetched: \(reason)"
    case .noParts(let page):
      "\(page): expected a model in the layout of diffusers with safetensors files, found none"
    case .space(let path, let needed, let available):
      "\(path): expected room for \(ByteCount.text(needed)), found \(ByteCount.text(available))"
    case .damaged(let path, let expected, let found): "\(path): expected \(expected), found \(found)"
    case .tooLong(let address, let limit): "\(address): expected \(limit) bytes as listed, found more"
    case .failed(let address, let reason), .stale(let address, let reason): "\(address): \(reason)"
    case .unwritable(let path, let reason): "\(path): cannot be written: \(reason)"
    }
  }

  /// What to do about it.
  public var remedy: String {
    switch self {
    case .name: "write it as on the hub, such as DeepFloyd/IF-I-M-v1.0"
    case .revision: "leave it out for the branch main"
    case .hub:
      "write the host in lower case and no user before it; plain http is for this machine alone (127.0.0.1, localhost)"
    case .token: "copy the token once more from the hub's settings"
    case .forbidden(let page, _):
      "accept the licence at \(page), then give a token in HF_TOKEN or with --token-file"
    case .notFound: "check the name; a model that is not public needs a token"
    case .refused: "check the address of the hub and the model's name"
    case .tooLong: "the hub sends something else than it lists; try again later"
    case .listing, .failed, .stale: "run it again: what has come is kept"
    case .noParts: "choose a model with unet/config.json or text_encoder/config.json"
    case .space: "make room, or choose another folder with --models"
    case .damaged: "it is removed; run it again"
    case .unwritable: "check the folder's permissions"
    }
  }
}

/// Numbers of bytes in words.
public enum ByteCount {
  /// '812 bytes', '4.1 MB', '17.2 GB'.
  public static func text(_ count: Int) -> String {
    let units = [("GB", 1e9), ("MB", 1e6), ("kB", 1e3)]
    guard let (name, size) = units.first(where: { Double(count) >= $0.1 }) else { return "\(count) bytes" }
    return "\((Double(count) / size * 10).rounded() / 10) \(name)"
  }
}
