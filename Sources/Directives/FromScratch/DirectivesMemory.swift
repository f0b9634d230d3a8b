import Datasets
import Networks
import Pipeline
import SharedDirectives

// How much memory the blocks take that train nothing.

extension DatasetDirective {
  func memory(in surroundings: Surroundings, _: InputFacts) -> MemoryNeed {
    MemoryNeed(beside: data.memory(split, limit: 0, in: surroundings))
  }
}

extension NoiseDirective {
  func memory(in surroundings: Surroundings, _: InputFacts) -> MemoryNeed {
    MemoryNeed(beside: data.memory(split, limit: 0, in: surroundings))
  }
}

extension MeanImageDirective {
  func memory(in surroundings: Surroundings, _: InputFacts) -> MemoryNeed {
    let count = data.count(split, in: surroundings) ?? 0
    return MemoryNeed(
      beside: data.memory(split, in: surroundings) + PixelMemory.bytes(images: count))
  }
}

extension DenoiseDirective {
  func memory(in surroundings: Surroundings, _ facts: InputFacts) -> MemoryNeed {
    let images = min(max(count, evaluate.value), data.count(split, in: surroundings) ?? 0)
    let network = facts.memory(of: model, images: min(images, 64))
    return MemoryNeed(
      beside: data.memory(split, limit: images, in: surroundings) + network
        + PixelMemory.bytes(images: images, copies: 5), option: "evaluate")
  }
}

extension DenoiseLevelsDirective {
  func memory(in surroundings: Surroundings, _ facts: InputFacts) -> MemoryNeed {
    let images = min(evaluate.value, data.count(split, in: surroundings) ?? 0)
    let network = facts.memory(of: [model], images: min(images, 64))
    return MemoryNeed(
      beside: data.memory(split, limit: images, in: surroundings) + network
        + PixelMemory.bytes(images: images, copies: 5), option: "evaluate")
  }
}

extension FromNoiseDirective {
  func memory(in surroundings: Surroundings, _ facts: InputFacts) -> MemoryNeed {
    let images = max(count, evaluate)
    let network = facts.memory(of: model, images: min(images, 64))
    return MemoryNeed(
      beside: data.memory(.train, in: surroundings) + network
        + PixelMemory.bytes(images: images, copies: 3), option: "evaluate")
  }
}

extension SampleDirective {
  func memory(in _: Surroundings, _ facts: InputFacts) -> MemoryNeed {
    let images = rows * (labels?.classes.count ?? columns)
    return MemoryNeed(
      beside: sampling.memory(of: model, images: images, hasLabels: labels != nil, facts), option: "rows")
  }
}

extension FilmDirective {
  func memory(in _: Surroundings, _ facts: InputFacts) -> MemoryNeed {
    let images = rows * (labels?.classes.count ?? columns)
    return MemoryNeed(
      beside: sampling.memory(of: [model], images: images, hasLabels: labels != nil, facts), option: "rows")
  }
}

extension LikelihoodDirective {
  func memory(in surroundings: Surroundings, _ facts: InputFacts) -> MemoryNeed {
    let images = min(self.images.value, data.count(split, in: surroundings) ?? 0)
    let network = facts.of(model.id, as: TrainedFacts.self)?.network
    let step = network?.trainingBytes(images: min(images, ImageLikelihood.batchSize)) ?? 0
    return MemoryNeed(
      beside: data.memory(split, limit: images, in: surroundings) + step + step / 3
        + 4 * (network?.parameterCount ?? 0) * 8 + PixelMemory.bytes(images: images, copies: 3),
      option: "images")
  }
}

extension ClassifierDirective {
  func memory(in surroundings: Surroundings, _: InputFacts) -> MemoryNeed {
    let count = min(limit ?? .max, data.count(.train, in: surroundings) ?? 0)
    let training = TrainingMemory(
      parameters: Classifier.parameterCount,
      step: Classifier.trainingBytes(images: min(batch, count)),
      work: 0.7, kernelCopies: 8, keepsAverage: false)
    return MemoryNeed(
      beside: training.bytes + data.memory(.train, limit: limit, in: surroundings)
        + data.memory(.test, in: surroundings), option: "batch")
  }
}
