/// What a training makes, as messages call it.
enum ModelKind: String {
  case denoiser
  case flow
  case classFlow = "class-conditional flow"
}
