// swift-tools-version: 6.1
import PackageDescription

/// The kernels: no bounds checks, no overflow checks, and on Intel and AMD the AVX2 instructions that every
/// x86-64-v3 processor has. Only targets whose loops are measured get these flags.
#if arch(x86_64)
  let kernels: [SwiftSetting] = [.unsafeFlags(["-Ounchecked", "-Xcc", "-march=x86-64-v3"])]
#else
  let kernels: [SwiftSetting] = [.unsafeFlags(["-Ounchecked"])]
#endif

let package = Package(
  name: "report",
  platforms: [.macOS(.v14)],
  targets: [
    .systemLibrary(
      name: "COpenBLAS", path: "Sources/System/COpenBLAS", pkgConfig: "openblas",
      providers: [.apt(["libopenblas-dev"]), .brew(["openblas"])]),
    .target(name: "Tensors", dependencies: ["COpenBLAS"], swiftSettings: kernels),
    .target(name: "Autograd", dependencies: ["Tensors"]),
    .target(name: "Networks", dependencies: ["Tensors", "Autograd"]),
    .target(name: "Diffusion", dependencies: ["Tensors"]),
    .target(name: "Training", dependencies: ["Tensors", "Autograd", "Networks", "Diffusion"]),
    .executableTarget(
      name: "EngineBenchmark", dependencies: ["Tensors", "Autograd", "Networks", "Diffusion", "Training"]),
    .testTarget(
      name: "TensorsTests", dependencies: ["Tensors", "Autograd"], resources: [.copy("Fixtures")]),
    .testTarget(
      name: "NetworksTests", dependencies: ["Tensors", "Autograd", "Networks"], resources: [.copy("Fixtures")]
    ),
    .testTarget(
      name: "TrainingTests", dependencies: ["Tensors", "Networks", "Diffusion", "Training"],
      resources: [.copy("Fixtures")]),
  ]
)
