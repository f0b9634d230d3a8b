import Diffusion
import Figures
import Models

extension ImageModelDirective {
  /// What a model is: its networks, its images, its prompts and its schedule.
  static func table(_ model: TextToImageModel, _ networks: [NetworkSummary], promptCount: Int?) -> Table {
    let rows =
      networks.map(row) + [
        ["images", images(model)],
        ["prompts", promptCount.map { "\($0) embeddings" } ?? promptSource(model)],
        ["timesteps", "\(model.schedule.count)"], ["variance", model.variance.rawValue],
        ["thresholding", words(model.thresholding)],
      ]
    return Table(columns: [Table.Column("part"), Table.Column("model")], rows: rows)
  }

  private static func row(_ network: NetworkSummary) -> [String] {
    let megabytes = (Double(network.byteCount) / 1e5).rounded() / 10
    let name = network.part == .unet ? "network" : "text encoder"
    return [name, "\(network.parameters) parameters, \(NumberText.prose.plain(megabytes)) MB"]
  }

  private static func images(_ model: TextToImageModel) -> String {
    let size = "\(model.side) × \(model.side) pixels"
    return model.imageNoise == nil ? size : "\(size), of smaller ones"
  }

  private static func promptSource(_ model: TextToImageModel) -> String {
    model.folder.has(.textEncoder) ? "by the text encoder" : "none"
  }

  private static func words(_ thresholding: Thresholding) -> String {
    switch thresholding {
    case .none: "none"
    case .clipped: "clipped"
    case .clamped(let bound): "clamped to \(NumberText.prose.plain(Double(bound)))"
    case .dynamic(let ratio, let maximum):
      "dynamic, quantile \(NumberText.prose.plain(ratio)), up to \(NumberText.prose.plain(Double(maximum)))"
    }
  }
}
