import TestSupport
import Testing

/// What a stranger's model says in its configurations: passed over where it changes nothing, heeded or refused elsewhere.
@Suite struct ModelSettingsTests {
  private static let scheduler = "scheduler/scheduler_config.json"

  private static func project(_ blocks: [Block] = [], file: String, adding keys: String) throws -> Scratch {
    let project = try SampleReport.withModels([Block.tiny] + blocks)
    let path = "report/models/whole/\(file)"
    let text = try project.read(path)
    let start = try #require(text.firstIndex(of: "{"))
    try project.write("{\n  \(keys)," + text[text.index(after: start)...], to: path)
    return project
  }

  @Test(
    "a key that the file's class has no setting for is passed over with a warning",
    arguments: [
      (scheduler, #""lambda_min_clipped": -5.1"#, "'lambda_min_clipped' is"),
      (
        scheduler, #""solver_order": 2, "algorithm_type": "dpmsolver++""#,
        "'algorithm_type', 'solver_order' are"
      ),
      (scheduler, #""skip_prk_steps": true"#, "'skip_prk_steps' is"),
      (scheduler, #""sigma_min": 0.03"#, "'sigma_min' is"),
      (scheduler, #""use_karras_sigmas": true"#, "'use_karras_sigmas' is"),
      (scheduler, #""note": {"by": "its author"}"#, "'note' is"),
      ("unet/config.json", #""trained_by": "somebody""#, "'trained_by' is"),
      ("unet/config.json", #""sizes": [1, 2]"#, "'sizes' is"),
      ("text_encoder/config.json", #""gradient_checkpointing": true"#, "'gradient_checkpointing' is"),
      ("text_encoder/config.json", #""max_length": 77, "top_k": 50"#, "'max_length', 'top_k' are"),
    ])
  func passedOver(_ file: String, _ keys: String, _ words: String) throws {
    let project = try Self.project(file: file, adding: keys)
    let outcome = try project.run("check")
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.errors.contains("03-case.md:7:9: warning: model: "), "\(outcome.errors)")
    #expect(outcome.errors.contains("\(file): \(words) passed over, as diffusers does"), "\(outcome.errors)")
    let verified = try project.run("models", "verify", "report/models/whole")
    #expect(verified.status == 0 && verified.errors.contains("\(words) passed over"), "\(verified.errors)")
    try #require(try project.run("build").status == 0)
    try #require(try project.run("build").errors.contains("0 of"))
  }

  @Test("notes and what is off are passed over without a word")
  func silent() throws {
    let keys = #""_note": 1, "lambda_min_clipped": null, "use_karras_sigmas": false"#
    let outcome = try Self.project(file: Self.scheduler, adding: keys).run("check")
    #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
  }

  @Test(
    "a setting that would change a number and is not implemented is refused, with no advice to copy a sound model",
    arguments: [
      ("unet/config.json", #""dual_cross_attention": true"#, "'dual_cross_attention'"),
      ("unet/config.json", #""use_linear_projection": true"#, "'use_linear_projection'"),
      ("unet/config.json", #""num_class_embeds": 10"#, "'num_class_embeds'"),
      ("unet/config.json", #""class_embeddings_concat": true"#, "'class_embeddings_concat'"),
      ("unet/config.json", #""center_input_sample": true"#, "'center_input_sample'"),
      ("unet/config.json", #""time_cond_proj_dim": 8"#, "'time_cond_proj_dim'"),
      ("text_encoder/config.json", #""pruned_heads": {"0": [1]}"#, "'pruned_heads'"),
      (scheduler, #""thresholding": 7"#, "'thresholding'"),
    ])
  func refused(_ file: String, _ key: String, _ name: String) throws {
    let project = try Self.project(file: file, adding: "\"_x\": 0")
    let key = try #require(key.firstMatch(of: #/"(.*?)": (.*)/#))
    let path = "report/models/whole/\(file)"
    let text = try project.read(path).replacing(try Regex("\"\(key.1)\": [^,\\n]*,?\\n"), with: "\n")
    try project.write(text.replacing(#""_x": 0"#, with: String(key.0)), to: path)
    let outcome = try project.run("check")
    #expect(outcome.status != 0 && outcome.errors.contains(name), "\(outcome.errors)")
    let verified = try project.run("models", "verify", "report/models/whole")
    #expect(verified.status != 0 && verified.errors.contains(name), "\(verified.errors)")
    for errors in [outcome.errors, verified.errors] {
      #expect(
        errors.contains("help: choose another model") && !errors.contains("copy the model"), "\(errors)")
    }
  }

  private static func drawn(_ sampler: String, _ steps: String = "4") -> Block {
    Block(
      "generate", "drawn", "model: tiny\nprompts: a pencil\nsteps: \(steps)\nsampler: \(sampler)\nguidance: 1"
    )
  }

  private static let usual = (spacing: #""timestep_spacing": "leading""#, offset: #""steps_offset": 0"#)

  @Test(
    "timestep_spacing and steps_offset change the picture, or a warning says that they do not",
    arguments: [
      ("ddim", "trailing", 0, true), ("ddim", "linspace", 0, true), ("ddim", "leading", 1, true),
      ("ddpm", "trailing", 1, true), ("ddpm", "linspace", 0, true), ("ddpm", "leading", 5, true),
      ("dpm-solver", "trailing", 0, true), ("unipc", "trailing", 0, true),
      ("dpm-solver", "leading", 1, false), ("unipc", "leading", 1, false),
      ("heun", "trailing", 0, false), ("heun", "leading", 1, false),
    ])
  func spacing(_ sampler: String, _ spacing: String, _ offset: Int, _ isHeeded: Bool) throws {
    let project = try SampleReport.withModels([Block.tiny, Self.drawn(sampler)])
    try #require(try project.run("build").status == 0)
    let before = try project.pixelSums(in: "site/figures/drawn")
    let path = "report/models/whole/\(Self.scheduler)"
    try project.replace(Self.usual.spacing, with: "\"timestep_spacing\": \"\(spacing)\"", in: path)
    try project.replace(Self.usual.offset, with: "\"steps_offset\": \(offset)", in: path)
    let outcome = try project.run("build")
    #expect(outcome.status == 0, "\(outcome.errors)")
    let after = try project.pixelSums(in: "site/figures/drawn")
    #expect((Set(after.values) != Set(before.values)) == isHeeded)
    let warning =
      "warning: generate: the sampler '\(sampler)' spaces its steps itself: the model's timestep_spacing "
      + "'\(spacing)' and steps_offset \(offset) change nothing"
    #expect(outcome.errors.contains(warning) != isHeeded, "\(outcome.errors)")
  }

  @Test("more steps than the offset leaves room for are a mistake") func tooMany() throws {
    let project = try SampleReport.withModels([Block.tiny, Self.drawn("ddim", "1000")])
    try project.replace(
      Self.usual.offset, with: #""steps_offset": 1"#, in: "report/models/whole/\(Self.scheduler)")
    let outcome = try project.run("check")
    #expect(outcome.status == 1)
    #expect(
      outcome.errors.contains(
        "'steps' must be at most 999 for the model 'tiny', whose steps_offset is 1, found 1000"),
      "\(outcome.errors)")
  }

  @Test("a DDIM scheduler whose last step ends at noise is told") func lastStep() throws {
    let project = try Self.project(file: Self.scheduler, adding: #""set_alpha_to_one": false"#)
    let outcome = try project.run("check")
    #expect(outcome.status == 0)
    #expect(
      outcome.errors.contains("'set_alpha_to_one: false' is passed over: the last step ends"),
      "\(outcome.errors)")
  }
}
