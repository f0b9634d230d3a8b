import Networks

/// What fixes the training of a text-to-image network, but for its first weights, its schedule, its texts and the
/// pictures.
public typealias TextToImageTraining = TrainingPlan<TextToImageConfiguration, NoiseObjective>
