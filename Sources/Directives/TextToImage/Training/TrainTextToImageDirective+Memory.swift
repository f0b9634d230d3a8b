import Models
import Pipeline
import SharedDirectives

extension TrainTextToImageDirective {
  func memory(in surroundings: Surroundings, _ facts: InputFacts) -> MemoryNeed {
    guard let start = ImageModelFacts(model, in: facts) else { return MemoryNeed() }
    let trained = (try? network(in: surroundings)) ?? start.network
    let listed = (try? folder.captions(in: surroundings).entries.count) ?? 0
    let count = min(limit ?? .max, listed)
    let training = TrainingMemory(
      parameters: trained.parameterCount,
      step: trained.trainingBytes(images: min(learning.batch, count), side: trained.side),
      work: 0.5, kernelCopies: 0, keepsAverage: learning.ema != nil)
    let pictures = 3 * trained.side * trained.side * count
    return MemoryNeed(
      beside: max(training.bytes, start.encoderBytes) + 2 * pictures,
      option: training.isOfWeights ? "network" : "batch")
  }
}
