import ArgumentParser
import Files
import Foundation
import Pipeline

extension VerifyCommand {
  /// The arguments that are archives.
  var archives: [String] { blocks.filter { $0.hasSuffix(".zip") } }

  /// Verifies archives, one after another, and says what came of them.
  ///
  /// - Throws: the exit status, unless all are reproduced; `Interrupted`.
  func verifyArchives() throws {
    for path in archives where FileKind(atPath: URL(filePath: path).path) == nil {
      throw ValidationError("There is no file '\(path)'.")
    }
    guard terms.numerics == nil, options.project == nil else {
      throw ValidationError("--numerics and --project do not go with archives.")
    }
    let place = URL(filePath: terms.into, directoryHint: .isDirectory).standardizedFileURL
    let verification = ArchiveVerification(
      place: place, blocks: blocks.filter { !$0.hasSuffix(".zip") }, passed: terms.arguments(memory),
      surroundings: surroundings, timeLimit: terms.timeLimit,
      isPart: terms.sample != nil || blocks.count > archives.count)
    var certificates: [Certificate] = []
    for (index, path) in archives.enumerated() {
      if !quiet, !json, archives.count > 1 { Console.shared.say("[\(index + 1)/\(archives.count)] \(path)") }
      certificates.append(try verification.certificate(of: URL(filePath: path)))
    }
    try tell(certificates, in: place)
  }

  private var surroundings: [String] {
    let pairs = [("--data", options.data.map { URL(filePath: $0).path }), ("--profile", options.profile)]
    return pairs.flatMap { name, value in value.map { [name, $0] } ?? [] }
  }

  private func tell(_ certificates: [Certificate], in place: URL) throws {
    let table = HandInTable(certificates)
    if certificates.count > 1 {
      try AtomicFile.write(Data(table.page.utf8), to: place.appending(path: "table.html"))
      try AtomicFile.write(Data((table.text + "\n").utf8), to: place.appending(path: "table.txt"))
    }
    if json {
      try printJSON(certificates)
    } else if certificates.count == 1 {
      print(certificates[0].text.trimmingCharacters(in: .newlines))
    } else {
      print(table.text)
    }
    let outcomes = Set(certificates.map(\.outcome))
    if !outcomes.isDisjoint(with: [.different, .refused]) { throw ExitStatus.mistake }
    if outcomes.contains(.unverifiable) { throw ExitStatus.environment }
  }
}

extension VerificationOptions {
  /// The options that the process gets which verifies an archive.
  fileprivate func arguments(_ memory: MemoryOption) -> [String] {
    let pairs: [(String, String?)] = [
      ("--sample", sample.map(String.init)), ("--tolerance", "\(tolerance)"),
      ("--threads", threads.map(String.init)), ("--jobs", "\(jobs)"), ("--memory", memory.memory),
    ]
    return pairs.flatMap { name, value in value.map { [name, $0] } ?? [] }
  }
}
