import ArgumentParser
import Chapters
import Figures
import Files
import Foundation
import Pipeline
import Site

/// `report inspect`: the block that made a figure's file, and whether the file shows what the lock says.
struct InspectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect",
    abstract: "Print the block that made a picture, and say whether it is the locked one.",
    discussion: """
        report inspect site/figures/samples/panel-1-1.png
        report inspect downloaded.png > block.md

      Every PNG file and every drawing that a block made carries the block; a picture that an author gave, shown by {image} \
      or {figure}, does not. It is printed ready to paste; on standard error stands whether the pixels are those that \
      report/report.lock names, here or in the folder of --project. Exit status: 0 they are, or there is no lock here; 1 \
      they are others, or the file carries no block.
      """)

  @Argument(help: "The PNG or SVG file.")
  var file: String

  @Option(help: ArgumentHelp("The report's folder, the one with report/ in it.", valueName: "folder"))
  var project: String?

  @Flag(help: "Print what was found as JSON.")
  var json = false

  func run() throws {
    let data: Data
    do { data = try RegularFile.content(of: URL(filePath: file)) } catch { throw EnvironmentFault(error) }
    guard let (recipe, drawing) = PictureRecipe.found(in: data) else {
      throw Diagnostic(InspectComplaint.noRecipe, path: file)
    }
    let finding = try finding(recipe, drawing.map { Data($0.utf8) } ?? data)
    if json {
      try printJSON(InspectedPicture(recipe: recipe, finding: finding.rawValue))
    } else {
      print(recipe.source)
      Console.shared.say("\(file): \(finding.text(recipe))")
    }
    if finding == .other { throw ExitStatus.mistake }
  }

  private func finding(_ recipe: PictureRecipe, _ data: Data) throws -> PictureFinding {
    let folder = URL(
      filePath: project ?? FileManager.default.currentDirectoryPath, directoryHint: .isDirectory)
    guard let place = try? ProjectFolder.find(from: folder), let lock = try ReportLock(of: place),
      let facts = lock.facts(of: recipe.block, profile: recipe.profile)
    else { return .unknown }
    if let sheet = recipe.sheet { return try finding(sheet, recipe, facts.values, data) }
    guard let locked = facts.values["picture:\(recipe.picture)"] ?? facts.values["file:\(recipe.picture)"]
    else {
      return .unknown
    }
    guard BlockFacts.pictureSums(of: data).contains(locked) else { return .other }
    return facts.values["key"] == recipe.key ? .same : .renewed
  }
}

extension InspectCommand {
  /// What comes of a sheet: all of its pictures have to be the locked ones.
  private func finding(
    _ sheet: SpriteSheet, _ recipe: PictureRecipe, _ facts: [String: String], _ data: Data
  ) throws -> PictureFinding {
    let locked = sheet.pictures.map { facts["picture:\($0)"] }
    guard !locked.isEmpty, locked.allSatisfy({ $0 != nil }) else { return .unknown }
    guard let whole = try? Picture(png: data) else { return .other }
    for (index, sum) in locked.enumerated() {
      guard let sum, let picture = sheet.picture(index, of: whole) else { return .other }
      // A gray picture is one among coloured ones as well.
      let forms = [picture, picture.gray].compactMap(\.self)
      guard try forms.contains(where: { BlockFacts.pictureSums(of: try $0.pngData()).contains(sum) }) else {
        return .other
      }
    }
    return facts["key"] == recipe.key ? .same : .renewed
  }
}

extension Picture {
  /// The same in one channel; nil where it has colours, or one channel already.
  fileprivate var gray: Picture? {
    guard channels == 3 else { return nil }
    let starts = stride(from: 0, to: pixels.count, by: 3)
    guard starts.allSatisfy({ pixels[$0] == pixels[$0 + 1] && pixels[$0] == pixels[$0 + 2] }) else {
      return nil
    }
    return try? Picture(
      width: width, height: height, channels: 1, pixels: starts.map { pixels[$0] })
  }
}

/// What a lock says of a picture.
private enum PictureFinding: String {
  case same = "as locked"
  /// The same pixels, which another recipe made.
  case renewed = "as locked, under another key"
  case other = "not as locked"
  case unknown = "no lock that names it"

  func text(_ recipe: PictureRecipe) -> String {
    let name = "\(recipe.picture) of '\(recipe.block)', profile \(recipe.profile)"
    return switch self {
    case .same: "what it shows is what the lock names as \(name)"
    case .renewed: "what it shows is what the lock names as \(name), though its block has changed since"
    case .other: "it shows something else than what the lock names as \(name)"
    case .unknown: "no lock here names \(name)"
    }
  }
}

private struct InspectedPicture: Encodable {
  let recipe: PictureRecipe
  let finding: String
}

/// Why a file tells nothing.
private enum InspectComplaint: Complaint {
  case noRecipe

  var message: String { "it carries no block" }
  var help: String? { "inspect a PNG or SVG file of a site that 'report build' wrote" }
}
