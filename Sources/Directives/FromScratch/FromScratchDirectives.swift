import Pipeline

/// The directives about networks that a report trains from scratch on a set of images, in the order in which the reference lists them.
package enum FromScratchDirectives {
  /// All of them.
  package static let all = [
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
  ]
}
