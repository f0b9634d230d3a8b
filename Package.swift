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
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    .systemLibrary(
      name: "CCMark", path: "Sources/System/CCMark", pkgConfig: "libcmark",
      providers: [.apt(["libcmark-dev"]), .brew(["cmark"])]),
    .systemLibrary(
      name: "COpenBLAS", path: "Sources/System/COpenBLAS", pkgConfig: "openblas",
      providers: [.apt(["libopenblas-dev"]), .brew(["openblas"])]),
    .target(name: "Tensors", dependencies: ["COpenBLAS"], swiftSettings: kernels),
    .target(name: "Chapters", dependencies: ["CCMark", "Yams"]),
    .testTarget(name: "TensorsTests", dependencies: ["Tensors"]),
  ]
)
