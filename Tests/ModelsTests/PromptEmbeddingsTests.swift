import Checkpoints
import Foundation
import Models
import Networks
import Tensors
import TestSupport
import Testing

@Suite("embeddings of prompts") struct PromptEmbeddingsTests {
  private let folder: Scratch

  init() throws { folder = try Scratch() }

  private static let prompts = [
    "a high quality photo", "an oil painting of an old man", "a photo of the amalfi cost", "a rocket ship",
    "",
  ]

  private func embeddings() throws -> PromptEmbeddings {
    var writer = SafetensorsWriter()
    for (index, prompt) in Self.prompts.enumerated() {
      writer.add(Tensor(repeating: Float(index), shape: [1, 77, 8]), named: prompt)
    }
    writer.add(Tensor(repeating: 0, shape: [3]), named: "three numbers")
    writer.add(Tensor(repeating: 9, shape: [77, 8]), named: "a matrix")
    let url = folder.url("prompts.safetensors")
    try writer.write(to: url)
    return try PromptEmbeddings(url)
  }

  @Test("a prompt gives its embedding, the empty one as well") func found() throws {
    let embeddings = try embeddings()
    for (index, prompt) in Self.prompts.enumerated() {
      #expect(try embeddings[prompt] == Tensor(repeating: Float(index), shape: [1, 77, 8]))
    }
    #expect(try embeddings["a matrix"].shape == [1, 77, 8])
  }

  @Test(
    "a missing prompt is an error that suggests what is near",
    arguments: [
      ("a photo of the amalfi coast", ["a photo of the amalfi cost"]), ("a rocket", ["a rocket ship"]),
      ("A High Quality Photo", ["a high quality photo"]), ("xyzzy", []),
      ("oil painting, old man", ["an oil painting of an old man"]),
    ]) func missing(prompt: String, near: [String]) throws
  {
    let embeddings = try embeddings()
    let error = #expect(throws: CheckpointError.self) { try embeddings[prompt] }
    guard case .noPrompt(prompt, let found, 7) = error?.reason else {
      Issue.record("expected a missing prompt, got \(String(describing: error))")
      return
    }
    #expect(Array(found.prefix(1)) == near)
  }

  @Test("an entry of another rank is an error that names it") func rank() throws {
    let embeddings = try embeddings()
    let error = #expect(throws: CheckpointError.self) { try embeddings["three numbers"] }
    #expect(error?.reason == .rank(name: "three numbers", expected: "[1, T, C]", found: [3]))
  }

  @Test("a PyTorch file is an error that says how to convert it") func pickle() throws {
    let url = folder.url("prompt_embeds_dict.pth")
    try Data("PK\u{3}\u{4} and so on".utf8).write(to: url)
    let error = #expect(throws: CheckpointError.self) { try PromptEmbeddings(url) }
    #expect(error.map { "\($0)".contains("prompt_embeds_dict.safetensors'") } == true)
  }
}
