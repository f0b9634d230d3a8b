import Pipeline

/// The directives about text-to-image models and their pictures, in the order in which the reference lists them.
package enum TextToImageDirectives {
  /// All of them.
  package static let all = [
    AnyDirective(ImageModelDirective.self),
    AnyDirective(TrainTextToImageDirective.self),
    AnyDirective(ImageDirective.self),
    AnyDirective(MaskDirective.self),
    AnyDirective(ForwardDirective.self),
    AnyDirective(EstimateDirective.self),
    AnyDirective(IterativeDirective.self),
    AnyDirective(GenerateDirective.self),
    AnyDirective(EditDirective.self),
    AnyDirective(InpaintDirective.self),
    AnyDirective(AnagramDirective.self),
    AnyDirective(HybridDirective.self),
    AnyDirective(UpscaleDirective.self),
    AnyDirective(RestorationDirective.self),
    AnyDirective(AgreementDirective.self),
  ]
}
