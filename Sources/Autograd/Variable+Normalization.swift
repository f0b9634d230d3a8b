import Tensors

extension Variable {
  /// With the batch's own statistics, which the tape keeps for the running ones; recorded for the input, the
  /// scale and the shift.
  public func normalized(
    _ normalization: BatchNormalization, scale: Parameter, shift: Parameter, running: RunningStatistics
  ) -> Variable {
    let (x, scaleValue, shiftValue) = (value, scale.value, shift.value)
    let batch = ChannelStatistics(of: x)
    scale.node?.tape.observe(batch, slot: running.slot)
    let y = normalization(x, batch, scale: scaleValue, shift: shiftValue)
    return .recording(y, from: node, scale.node, shift.node) { gradient in
      let parts = normalization.pullback(gradient, x: x, batch, scale: scaleValue, shift: shiftValue)
      return [parts.x, parts.scale, parts.shift]
    }
  }

  /// Recorded.
  public func gelu() -> Variable {
    let x = value
    return .recording(GELU.value(x), from: node) { [GELU.pullback($0, x: x)] }
  }

  /// Recorded for all three.
  public func modulated(scale: Variable, shift: Variable?) -> Variable {
    let (x, slope) = (value, scale.value)
    let y = Modulation.value(x, scale: slope, shift: shift?.value)
    return .recording(y, from: node, scale.node, shift?.node) { gradient in
      let parts = Modulation.pullback(gradient, x: x, scale: slope)
      return [parts.x, parts.scale, parts.shift]
    }
  }
}
