import Networks
import Testing

@Suite struct LearningRateTests {
  private func rates(_ schedule: LearningRateSchedule, epochs: Int = 2, stepsPerEpoch: Int = 3) -> [Double] {
    let total = epochs * stepsPerEpoch
    return (0..<total).map { schedule.rate(inStep: $0, stepsPerEpoch: stepsPerEpoch, totalSteps: total) }
  }

  @Test("a constant rate stays, an exponential one falls after each epoch to a tenth over the run")
  func epochs() {
    #expect(rates(.constant(0.5)) == [0.5, 0.5, 0.5, 0.5, 0.5, 0.5])
    let decay = 0.1.squareRoot()
    expectRates(.exponential(from: 1, over: 2), [1, 1, 1, decay, decay, decay])
    expectRates(.exponential(from: 1, to: 0.01, over: 2), [1, 1, 1, 0.1, 0.1, 0.1])
  }

  /// o = torch.optim.SGD([p], lr=0.01); s = CosineAnnealingLR(o, T_max=6, eta_min=0.001); six times o.step(), s.step()
  @Test("a cosine falls step by step as torch's does") func cosine() {
    let torch = [
      0.01, 0.009397114317029977, 0.00775, 0.0055, 0.00325, 0.0016028856829700259,
    ]
    expectRates(LearningRateSchedule(start: 0.01, decay: .cosine(finalShare: 0.1)), torch)
  }

  @Test("a warm-up climbs in a straight line, and a cosine begins behind it") func warmUp() {
    expectRates(LearningRateSchedule(start: 1, warmUp: 3), [0.25, 0.5, 0.75, 1, 1, 1])
    var short = rates(LearningRateSchedule(start: 1, decay: .cosine(finalShare: 0)), epochs: 1)
    short = [0.25, 0.5, 0.75] + short
    expectRates(LearningRateSchedule(start: 1, decay: .cosine(finalShare: 0), warmUp: 3), short)
    var exponential = LearningRateSchedule.exponential(from: 1, to: 0.25, over: 2)
    exponential.warmUp = 4
    expectRates(exponential, [0.2, 0.4, 0.6, 0.4, 0.5, 0.5])
  }

  private func expectRates(
    _ schedule: LearningRateSchedule, _ expected: [Double], sourceLocation: SourceLocation = #_sourceLocation
  ) {
    for (found, expected) in zip(rates(schedule), expected) {
      expectClose(found, expected, 1e-12, sourceLocation: sourceLocation)
    }
  }
}
