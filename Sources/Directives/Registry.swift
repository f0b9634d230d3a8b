import Pipeline

/// Every directive there is, in the order in which the reference lists them.
public enum Registry {
  /// All directives, in the order of the reference.
  public static let directives = [
    AnyDirective(DatasetDirective.self),
    AnyDirective(MeanImageDirective.self),
    AnyDirective(NoiseDirective.self),
    AnyDirective(TrainDirective.self),
    AnyDirective(DenoiseDirective.self),
    AnyDirective(DenoiseLevelsDirective.self),
    AnyDirective(FromNoiseDirective.self),
    AnyDirective(SampleDirective.self),
    AnyDirective(FilmDirective.self),
    AnyDirective(SweepDirective.self),
    AnyDirective(ClassifierDirective.self),
    AnyDirective(EvaluateDirective.self),
    AnyDirective(NeighboursDirective.self),
    AnyDirective(LikelihoodDirective.self),
    AnyDirective(LossPlotDirective.self),
    AnyDirective(CompareDirective.self),
    AnyDirective(TableDirective.self),
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
