/// Where a hub is: `https://HOST`, or plain http on this machine alone, where nobody can read the token on its way.
struct HubAddress: Equatable, Sendable {
  /// The address, without a slash at its end.
  let text: String

  /// An address; nil for what is none, or could be read in two ways: a user's name before the host, capitals, a dot
  /// behind the host, numbers in place of a host's name that are not four from 0 to 255.
  init?(_ text: String) {
    guard text.utf8.allSatisfy({ $0 < 128 }),
      let match = text.wholeMatch(
        of: #/(https?)://([a-z0-9.-]+|\[::1\])(?::([0-9]+))?((?:/[A-Za-z0-9][A-Za-z0-9._-]*)*)/?/#),
      let host = Host(match.2), match.1 == "https" || host.isThisMachine,
      match.3.map({ UInt16($0) ?? 0 > 0 }) ?? true, !match.4.contains("..")
    else { return nil }
    self.text = text.hasSuffix("/") ? String(text.dropLast()) : text
  }

  /// A computer's name, or its number.
  private struct Host {
    let isThisMachine: Bool

    init?(_ host: Substring) {
      let labels = host.split(separator: ".", omittingEmptySubsequences: false)
      if host == "[::1]" || host == "localhost" {
        isThisMachine = true
      } else if labels.count == 4, labels.allSatisfy({ UInt8($0).map(String.init) ?? "" == $0 }) {
        isThisMachine = labels[0] == "127"
      } else if host.utf8.count <= 253, labels.allSatisfy(Self.isLabel), labels.last?.first?.isNumber == false
      {
        isThisMachine = false
      } else {
        return nil
      }
    }

    private static func isLabel(_ label: Substring) -> Bool {
      (1...63).contains(label.utf8.count) && label.first != "-" && label.last != "-"
    }
  }
}
