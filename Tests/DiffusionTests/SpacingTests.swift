import Diffusion
import Foundation
import Tensors
import Testing

/// Timesteps are taken as diffusers takes them (Tests/Reference/make_spacings.py).
@Suite struct SpacingTests {
  private struct Spacings: Decodable {
    let taken, several: [String: [Int]]
    let runs: [String: [Float]]
  }

  private static let golden = Result { try Golden.decode(Spacings.self, "spacings.json") }

  /// SPACING/COUNT/OFFSET/STEPS
  private func trained(_ name: String) throws -> (TrainedTimesteps, steps: Int) {
    let parts = name.split(separator: "/")
    let numbers = parts.dropFirst().compactMap { Int($0) }
    let spacing = try #require(Timesteps.Spacing(rawValue: String(parts[0])))
    return (TrainedTimesteps(count: numbers[0], spacing: spacing, offset: numbers[1]), numbers[2])
  }

  @Test(
    "methods of one step visit the timesteps of diffusers' DDPM and DDIM",
    arguments: Timesteps.Spacing.allCases)
  func taken(_ spacing: Timesteps.Spacing) throws {
    let lists = try Self.golden.get().taken.filter { $0.key.hasPrefix("\(spacing.rawValue)/") }
    #expect(lists.count >= 42)
    for (name, expected) in lists {
      let (trained, steps) = try trained(name)
      // An offset may lead diffusers behind the last timestep, where it ends with an error.
      #expect(trained.taken(steps) == expected.filter { $0 < trained.count }, "\(name)")
    }
  }

  @Test("methods of several steps visit those of diffusers' UniPC and DPM-Solver++") func several() throws {
    let lists = try Self.golden.get().several
    #expect(lists.count == 84)
    for (name, expected) in lists {
      let (trained, steps) = try trained(name)
      guard steps < trained.count else { continue }
      #expect(trained.takenForSeveral(steps) == expected, "\(name)")
    }
  }

  @Test("a way through such timesteps ends where diffusers' does") func runs() throws {
    let golden = try Self.golden.get().runs
    let schedule = NoiseSchedule.linear()
    var generator = TorchGenerator(seed: 0)
    let start = generator.normalImages([1, 4, 4, 3])
    #expect(golden.count == 7)
    for (name, expected) in golden {
      let streams = ImageStreams(TorchGenerator(seed: 1))
      let end: Tensor
      if name == "ddim/clamped" {
        let method = DDIM(
          schedule, steps: Timesteps.leading(10), thresholding: .clamped(0.5), streams: streams)
        end = Denoising(method, ToyModel(), from: start).end
      } else {
        let parts = name.split(separator: "/")
        let (trained, count) = try trained("\(parts[1])/1000/\(parts[2])/\(parts[3])")
        let steps = trained.taken(count)
        end =
          parts[0] == "ddim"
          ? Denoising(DDIM(schedule, steps: steps, streams: streams), ToyModel(), from: start).end
          : Denoising(
            DDPM(schedule, steps: steps, variance: .posterior, streams: streams), ToyModel(), from: start
          ).end
      }
      Golden.expectClose(end.channelsFirst.scalars, expected, 1e-5, name)
    }
  }

  @Test("an offset leaves no timestep behind the last one, and says how many steps there may be")
  func offset() {
    for (count, offset) in [(1000, 1), (1000, 0), (100, 7), (37, 1), (10, 9)] {
      let trained = TrainedTimesteps(count: count, offset: offset)
      let most = trained.mostSteps
      for steps in 1...count {
        let taken = trained.taken(steps)
        #expect(taken.allSatisfy { 0..<count ~= $0 })
        if steps > most { #expect(taken.count < steps, "\(count), \(offset): \(steps)") }
      }
      #expect(most == 0 || trained.taken(most).count == most)
    }
    #expect(TrainedTimesteps().isUsual && TrainedTimesteps().mostSteps == 1000)
  }
}
