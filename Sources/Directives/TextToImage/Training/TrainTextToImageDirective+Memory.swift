import Models
import Networks
import Pipeline
import SharedDirectives

extension TrainTextToImageDirective {
  func memory(in surroundings: Surroundings, _ facts: InputFacts) -> MemoryNeed {
    guard let start = ImageModelFacts(model, in: facts) else { return MemoryNeed() }
    let trained = (try? network(in: surroundings)) ?? start.network
    let encoder = try? learningEncoder(of: start, in: surroundings)
    let folder = folder(in: surroundings)
    let count = (try? folder.texts(in: surroundings).captions.count) ?? 0
    let training = TrainingMemory(
      parameters: trained.parameterCount + (encoder?.parameterCount ?? 0),
      step: trained.trainingBytes(
        images: min(learning.batch, count), side: trained.side, encoder: encoder),
      work: 0.5, kernelCopies: 0, keepsAverage: learning.ema != nil)
    return MemoryNeed(
      beside: max(training.bytes, encoder == nil ? start.encoderBytes : 0)
        + folder.bytes(count: count, side: trained.side) * (small == nil ? 1 : 2),
      option: training.isOfWeights ? "network" : "batch")
  }
}
