import Files
import Foundation

/// The folder under which every model has a folder of its own, ORGANISATION/NAME as on a hub or any other.
public struct ModelsFolder: Equatable, Sendable {
  /// The folder; it need not exist yet.
  public let url: URL

  /// The first of: `explicit` (the option `--models`), `REPORT_MODELS`, `report/models` in the user's cache folder.
  public init(
    explicit: String? = nil, environment: [String: String] = ProcessInfo.processInfo.environment
  ) {
    url = DataFolder.chosen(explicit, "REPORT_MODELS", "report/models", environment)
  }

  /// Where a model of a hub lives.
  public func folder(of model: HubModel) -> URL {
    url.appendingPathComponent(model.name, isDirectory: true)
  }

  /// The folders that may hold a model, one or two levels down, in alphabetical order.
  public var candidates: [URL] {
    Self.folders(in: url).flatMap { folder in
      let inner = Self.folders(in: folder)
      let isModel = inner.contains { ["unet", "text_encoder"].contains($0.lastPathComponent) }
      return isModel ? [folder] : inner
    }
  }

  /// The entries of the folder, one or two levels down, that lead nowhere or cannot be entered, with the reason.
  public var unusable: [(url: URL, reason: FileCause)] {
    ([url] + Self.folders(in: url)).flatMap(Self.entries).compactMap { entry in
      let cause = FileCause.absence(of: entry) ?? FileCause.absence(of: entry.appendingPathComponent("."))
      return cause.flatMap { $0 == .fileOnTheWay ? nil : (entry, $0) }
    }
  }

  private static func folders(in url: URL) -> [URL] {
    entries(of: url).filter { (try? Disk.names(in: $0.path)) != nil }
  }

  private static func entries(of url: URL) -> [URL] {
    let names = (try? Disk.names(in: url.path)) ?? []
    return names.filter { !$0.hasPrefix(".") }.sorted()
      .map { url.appendingPathComponent($0, isDirectory: true) }
  }
}
