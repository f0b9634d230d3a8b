import Pipeline
import SharedDirectives

extension TrainDirective {
  func memory(in surroundings: Surroundings, _: InputFacts) -> MemoryNeed {
    let network = configuration(seed: 0).network
    let count = min(limit ?? .max, data.count(.train, in: surroundings) ?? 0)
    let training = TrainingMemory(
      parameters: network.parameterCount, step: network.trainingBytes(images: min(learning.batch, count)),
      work: 0.2, kernelCopies: 8, keepsAverage: learning.ema != nil)
    let test = validation.map { data.memory(.test, limit: $0, in: surroundings) } ?? 0
    let images = data.memory(.train, limit: limit, in: surroundings)
    let pairs = reflow == nil ? 0 : PixelMemory.bytes(images: count, copies: 6)
    return MemoryNeed(
      beside: training.bytes + test + images + pairs, option: training.isOfWeights ? "width" : "batch")
  }
}
