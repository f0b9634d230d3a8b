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
  dependencies: [
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2")
  ],
  targets: [
    .systemLibrary(
      name: "COpenBLAS", path: "Sources/System/COpenBLAS", pkgConfig: "openblas",
      providers: [.apt(["libopenblas-dev"]), .brew(["openblas"])]),
    .systemLibrary(
      name: "CPNG", path: "Sources/System/CPNG", pkgConfig: "libpng",
      providers: [.apt(["libpng-dev"]), .brew(["libpng"])]),
    .target(name: "Tensors", dependencies: ["COpenBLAS"], swiftSettings: kernels),
    .target(
      name: "Datasets",
      dependencies: ["Tensors", .product(name: "Crypto", package: "swift-crypto")],
      resources: [.embedInCode("Fetch/mnist_from_package.py")]),
    .target(name: "Figures", dependencies: ["Tensors", "CPNG"]),
    .testTarget(name: "TensorsTests", dependencies: ["Tensors"]),
    .testTarget(
      name: "DatasetsTests",
      dependencies: ["Datasets", "Tensors", .product(name: "Crypto", package: "swift-crypto")],
      resources: [.copy("Fetch/range_server.py")]),
    .testTarget(name: "FiguresTests", dependencies: ["Figures", "Tensors"]),
  ]
)
