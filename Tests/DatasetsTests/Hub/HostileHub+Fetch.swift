import Datasets
import Files
import Foundation
import TestSupport
import Testing

extension HostileHub {
  /// A fetch of its model into the folder `model`.
  func fetcher(
    _ limits: FetchLimits = FetchLimits(), at address: String? = nil, token: String? = nil,
    commands: any CommandRunner = SystemCommands()
  ) throws -> HubFetch {
    try HubFetch(
      HubModel("org/model", hub: address ?? self.address), into: folder.url("model"), token: token,
      commands: commands, limits: limits)
  }

  /// What a whole fetch throws, in words.
  func complaint(_ limits: FetchLimits = FetchLimits()) async throws -> String {
    let fetch = try fetcher(limits)
    let error = await #expect(throws: HubError.self) { try await fetch.run(try await fetch.listing()) }
    return error?.complaint ?? "nothing"
  }
}
