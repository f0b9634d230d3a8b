import Checkpoints
import Foundation
import Networks
import Pipeline
import SharedDirectives
import Training

extension TrainTextToImageDirective {
  /// The compact state that the training goes on from, if it does.
  ///
  /// - Throws: an `OptionMistake` for a file that is none.
  func state(in surroundings: Surroundings) throws -> CompactState? {
    guard let name = recipe.state else { return nil }
    do throws(CheckpointError) { return try CompactState(surroundings.url(name)) } catch {
      throw mistake(error)
    }
  }

  /// Requires the state, if there is one, to be that of these networks.
  func requireState(
    of network: TextToImageConfiguration, _ encoder: T5Configuration?, in surroundings: Surroundings
  ) throws {
    guard let state = try state(in: surroundings) else { return }
    let weights =
      TextToImageUNet.weightShapes(of: network) + (encoder?.tensorShapes.map { ($0.key, $0.value) } ?? [])
    do throws(CheckpointError) { try state.require(weights: weights) } catch { throw mistake(error) }
  }

  /// The run, where the state left it.
  ///
  /// - Throws: an `OptionMistake` for a state that is further than the training goes.
  func goingOn(_ run: TextToImageRun, in surroundings: Surroundings) throws -> TextToImageRun {
    guard let state = try state(in: surroundings) else { return run }
    var run = run
    do throws(CheckpointError) { try run.goOn(from: state) } catch { throw mistake(error) }
    return run
  }

  private func mistake(_ error: CheckpointError) -> OptionMistake {
    OptionMistake("continue", .state(CheckpointError(file: recipe.state ?? error.file, error.reason)))
  }
}
