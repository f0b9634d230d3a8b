import Chapters
import Diffusion
import Figures
import Foundation
import Networks
import Pipeline
import Training

/// `{model}`: a text-to-image model in a folder, for other blocks to use, and what it is in a table.
struct ImageModelDirective: Directive {
  struct Options {
    var folder = ""
    var embeddings: String?
  }

  static let name = "model"
  static let summary = "a text-to-image model from its folder: size, parameters and schedule"
  static let version = 1
  static let shows = Showing.table
  static let isRandom = false
  static let defaults = Options()
  static let example = """
    ```{model} deep-floyd
    folder: ../models/IF-I-M-v1.0
    embeddings: prompts.safetensors
    caption: The model of this chapter.
    ```

    Values: parameters, side (of its images), timesteps.
    """

  static var schema: Schema<Options> {
    Schema([
      .required("folder", \.folder, "the model's folder, in the layout of diffusers"),
      .option(
        "embeddings", \.embeddings,
        "a safetensors file of prompts and their embeddings, in place of the model's text encoder"),
    ])
  }

  static func inputs(_ options: Options, in surroundings: Surroundings) -> Inputs {
    let embeddings = options.embeddings.map {
      FileInput(option: "embeddings", url: surroundings.url($0), remedy: "check the name")
    }
    guard let folder = try? ModelFolder(surroundings.url(options.folder, isFolder: true)) else {
      return Inputs(files: embeddings.map { [$0] } ?? [])  // said when the block runs
    }
    let files = folder.parts.flatMap { part in
      let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.folder(of: part).path)) ?? []
      return names.filter { [".json", ".safetensors", ".model"].contains(where: $0.hasSuffix) }.sorted().map {
        FileInput(
          option: "folder", url: folder.folder(of: part).appending(path: $0), remedy: "fetch the model again")
      }
    }
    return Inputs(files: files + (embeddings.map { [$0] } ?? []))
  }

  static func exports(_ options: Options) -> Exports {
    Exports(values: ["parameters", "side", "timesteps"])
  }

  static func run(_ options: Options, in context: RunContext) throws -> BlockOutput {
    let record = ModelRecord(folder: options.folder, embeddings: options.embeddings)
    let model = try record.model(in: context.surroundings)
    let prompts = try record.promptEmbeddings(in: context.surroundings)?.prompts.count
    try record.write(to: context.output)
    let networks: [NetworkSummary]
    do throws(ModelError) { networks = try model.folder.networks() } catch {
      throw EnvironmentFault.failed("\(error)", remedy: nil)
    }
    let rows =
      networks.map(row) + [
        ["images", "\(model.side) × \(model.side) pixels"],
        ["prompts", prompts.map { "\($0) embeddings" } ?? promptSource(model)],
        ["timesteps", "\(model.schedule.count)"], ["variance", model.variance.rawValue],
        ["thresholding", words(model.thresholding)],
      ]
    return BlockOutput(
      figure: .table(Table(columns: [Table.Column("part"), Table.Column(model.folder.name)], rows: rows)),
      values: [
        NamedValue("parameters", count: networks.first { $0.part == .unet }?.parameters ?? 0),
        NamedValue("side", count: model.side), NamedValue("timesteps", count: model.schedule.count),
      ])
  }

  private static func row(_ network: NetworkSummary) -> [String] {
    let megabytes = (Double(network.byteCount) / 1e5).rounded() / 10
    let name = network.part == .unet ? "network" : "text encoder"
    return [name, "\(network.parameters) parameters, \(NamedValue.plain(megabytes)) MB"]
  }

  private static func promptSource(_ model: TextToImageModel) -> String {
    model.folder.has(.textEncoder) ? "by the text encoder" : "none"
  }

  private static func words(_ thresholding: Thresholding) -> String {
    switch thresholding {
    case .none: "none"
    case .clipped: "clipped"
    case .dynamic(let ratio, let maximum):
      "dynamic, quantile \(NamedValue.plain(ratio)), up to \(NamedValue.plain(Double(maximum)))"
    }
  }
}
