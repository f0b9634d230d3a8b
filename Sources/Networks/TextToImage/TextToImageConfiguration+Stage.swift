extension TextToImageConfiguration {
  /// Whether the network makes pictures of noise and a text alone.
  public var isFirstStage: Bool {
    inputChannels == 3 && !isToldNoiseLevel && (outputChannels == 3 || outputChannels == 6)
  }

  /// Whether the network makes pictures of noise, a text and a smaller picture, whose enlargement is noised to a level
  /// that it is told.
  public var isSecondStage: Bool {
    inputChannels == 6 && isToldNoiseLevel && (outputChannels == 3 || outputChannels == 6)
  }
}
