import KernelInterface

extension ProcessorKernels {
  package static func affine(
    _ x: Source, _ items: Range<Int>, _ cycle: ChannelCycle, _ map: AffineVectors, into y: Target
  ) {
    cycle.forEachVector(items) { index, channel in
      map.z(map.deviation(Vector(x + index), channel), channel).store(to: y + index)
    }
  }

  package static func affineGELU(
    _ x: Source, _ items: Range<Int>, _ cycle: ChannelCycle, _ map: AffineVectors, into y: Target
  ) {
    cycle.forEachVector(items) { index, channel in
      GELU.value(map.z(map.deviation(Vector(x + index), channel), channel)).store(to: y + index)
    }
  }

  package static func addSums(_ x: Source, _ run: ChannelRun) {
    run.add { index, _ in (Vector(x + index), .zero) }
  }

  package static func addDeviations(_ x: Source, center: Source, _ run: ChannelRun) {
    run.add { index, channel in
      let deviation = Vector(x + index) - Vector(center + channel)
      return (deviation, deviation * deviation)
    }
  }

  package static func addAffineSums(
    _ gradient: Source, _ x: Source, _ map: AffineVectors, _ run: ChannelRun
  ) {
    run.add { index, channel in
      let g = Vector(gradient + index)
      return (g, g * map.deviation(Vector(x + index), channel))
    }
  }

  package static func addAffineGELUSums(
    _ gradient: Source, _ x: Source, _ map: AffineVectors, _ run: ChannelRun, into inner: Target
  ) {
    run.add { index, channel in
      let deviation = map.deviation(Vector(x + index), channel)
      let g = Vector(gradient + index) * GELU.derivative(map.z(deviation, channel))
      g.store(to: inner + index)
      return (g, g * deviation)
    }
  }

  package static func finishAffine(
    _ inner: Target, _ x: Source, _ items: Range<Int>, _ cycle: ChannelCycle, _ map: AffineVectors,
    constant: Source, linear: Source
  ) {
    cycle.forEachVector(items) { index, channel in
      let own = Vector(inner + index) - Vector(constant + channel)
      let rest = own.addingProduct(map.deviation(Vector(x + index), channel), Vector(linear + channel))
      (rest * Vector(map.factor + channel)).store(to: inner + index)
    }
  }
}
