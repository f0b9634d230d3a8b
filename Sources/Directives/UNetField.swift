import Training

/// The engine's field under its own name, so that files that draw samples need not import the trainings.
typealias UNetField = Training.UNetField
