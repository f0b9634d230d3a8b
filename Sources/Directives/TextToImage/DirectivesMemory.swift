import Pipeline
import SharedDirectives

// How much memory the blocks take that train nothing.

extension ImagesOfPrompts {
  func memory(in _: Surroundings, _ facts: InputFacts) -> MemoryNeed {
    second.memory(
      after: facts.denoising(with: model, images: images, guidance: prompting.guidance), images: images, facts
    )
  }
}

extension GenerateDirective {
  var images: Int { count * prompts.count }
}

extension EditDirective {
  func memory(in _: Surroundings, _ facts: InputFacts) -> MemoryNeed {
    let together = ImageMethod.withoutMemory.contains(prompting.sampler) ? starts.count : 1
    let first = facts.denoising(
      with: subject.model, images: together, guidance: prompting.guidance, image: subject.image)
    return second.memory(after: first, images: starts.count, facts)
  }
}

extension EstimateDirective {
  func memory(in _: Surroundings, _ facts: InputFacts) -> MemoryNeed {
    facts.denoising(with: subject.model, guidance: prompting.guidance, image: subject.image)
  }
}

extension InpaintDirective {
  func memory(in _: Surroundings, _ facts: InputFacts) -> MemoryNeed {
    second.memory(
      after: facts.denoising(with: subject.model, guidance: prompting.guidance, image: subject.image),
      images: 1, facts)
  }
}

extension IterativeDirective {
  func memory(in _: Surroundings, _ facts: InputFacts) -> MemoryNeed {
    facts.denoising(with: subject.model, guidance: prompting.guidance, image: subject.image)
  }
}

extension UpscaleDirective {
  func memory(in _: Surroundings, _ facts: InputFacts) -> MemoryNeed {
    let encoder = encoder.flatMap { ImageModelFacts($0, in: facts)?.encoderBytes } ?? 0
    guard let model = ImageModelFacts(model, in: facts) else { return MemoryNeed() }
    let images = pictures?.count ?? facts.pictures(of: of)?.count ?? prompts.count
    return MemoryNeed(
      beside: max(encoder, model.memory(images: images, guidance: prompting.guidance)), option: "model")
  }
}

extension ImageDirective {
  func memory(in surroundings: Surroundings, _: InputFacts) -> MemoryNeed {
    guard let size = try? WrittenPath(file, in: surroundings).imageSize(option: "file", in: surroundings)
    else {
      return MemoryNeed()
    }
    return MemoryNeed(beside: 7 * size.width * size.height, option: "file")
  }
}

extension AgreementDirective {
  func memory(in surroundings: Surroundings, _ facts: InputFacts) -> MemoryNeed {
    let count =
      (try? AskedFile(path: captions, limit: limit, surroundings: surroundings).checkedCaptions().entries
        .count) ?? 0
    return facts.judging(
      with: model, images: min(limit ?? .max, count), guidance: guidance.max() ?? 1,
      JudgeFolder(path: judge, surroundings: surroundings))
  }
}

extension RestorationDirective {
  func memory(in surroundings: Surroundings, _ facts: InputFacts) -> MemoryNeed {
    let folder = CaptionedFolder(option: "data", path: data, limit: limit.value)
    let count = (try? folder.captions(in: surroundings).entries.count) ?? 0
    return facts.judging(
      with: model, images: min(limit.value, count), guidance: prompting.guidance,
      JudgeFolder(path: judge, surroundings: surroundings), keepsActivations: true)
  }
}
