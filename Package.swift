// swift-tools-version: 6.2
import Foundation
import PackageDescription

func isSet(_ name: String) -> Bool { ProcessInfo.processInfo.environment[name] == "1" }

/// REPORT_CHECKED=1 in the environment keeps the checks of overflow, exclusive access and preconditions in the kernels,
/// for `make test-checked`.
let isChecked = isSet("REPORT_CHECKED")
let optimization = isChecked ? ["-O", "-enforce-exclusivity=checked"] : ["-Ounchecked"]

/// The kernels: no bounds checks, no overflow checks, and on Intel and AMD the instructions that every x86-64-v3
/// processor has. Only targets whose loops are measured get these flags.
#if arch(x86_64)
  let kernels: [SwiftSetting] = [.unsafeFlags(optimization + ["-Xcc", "-march=x86-64-v3"])]
  /// The same sources once more, for processors with AVX-512.
  let wideKernels: [Target] = [
    .target(
      name: "KernelsAVX512", dependencies: ["KernelInterface", "CProcessor"],
      swiftSettings: [.define("AVX512"), .unsafeFlags(optimization + ["-Xcc", "-march=x86-64-v4"])])
  ]
#else
  let kernels: [SwiftSetting] = [.unsafeFlags(optimization)]
  let wideKernels: [Target] = []
#endif
let kernelSets = ["Kernels"] + wideKernels.map(\.name)

/// REPORT_FUZZED=1 adds the program of `make fuzz`, which only links where all modules count what they run through.
let fuzzing: [Target] =
  !isSet("REPORT_FUZZED")
  ? []
  : [
    .systemLibrary(name: "CFuzzer", path: "Tests/Fuzzing/CFuzzer"),
    .executableTarget(
      name: "fuzz", dependencies: ["CFuzzer", "FuzzedFormats"], path: "Tests/Fuzzing/Driver"),
  ]

let reporting: [Target.Dependency] = ["Chapters", "Figures", "Pipeline"]
let mustache = Target.Dependency.product(name: "Mustache", package: "swift-mustache")
let subprocess = Target.Dependency.product(name: "Subprocess", package: "swift-subprocess")
let system = Target.Dependency.product(name: "SystemPackage", package: "swift-system")
let fixtures: [Resource] = [.copy("Fixtures")]
let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
  name: "report",
  platforms: [.macOS(.v15)],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/swhitty/FlyingFox", exact: "0.27.1"),
  ],
  targets: wideKernels + fuzzing + [
    // System libraries.
    .systemLibrary(name: "CProcessor", path: "Sources/System/CProcessor"),  // inline functions, no library
    .systemLibrary(name: "CFiles", path: "Sources/System/CFiles"),  // likewise
    .systemLibrary(
      name: "CPNG", path: "Sources/System/CPNG", pkgConfig: "libpng",
      providers: [.apt(["libpng-dev"]), .brew(["libpng"])]),
    .systemLibrary(
      name: "CJPEG", path: "Sources/System/CJPEG", pkgConfig: "libturbojpeg",
      providers: [.apt(["libturbojpeg0-dev"]), .brew(["jpeg-turbo"])]),
    .systemLibrary(
      name: "CCMark", path: "Sources/System/CCMark", pkgConfig: "libcmark",
      providers: [.apt(["libcmark-dev"]), .brew(["cmark"])]),
    .systemLibrary(
      name: "CCrypto", path: "Sources/System/CCrypto", pkgConfig: "libcrypto",
      providers: [.apt(["libssl-dev"]), .brew(["openssl"])]),
    .systemLibrary(
      name: "CZip", path: "Sources/System/CZip", pkgConfig: "libzip",
      providers: [.apt(["libzip-dev"]), .brew(["libzip"])]),

    // What both halves stand on.
    .target(name: "Files", dependencies: ["CCrypto", "CFiles", subprocess, system]),
    .target(name: "Archives", dependencies: ["Files", "CZip"]),

    // The engine: knows no Markdown.
    .target(name: "KernelInterface", swiftSettings: kernels),
    .target(name: "Kernels", dependencies: ["KernelInterface", "CProcessor"], swiftSettings: kernels),
    .target(
      name: "Tensors",
      dependencies: ["CProcessor", "KernelInterface"] + kernelSets.map { .target(name: $0) },
      exclude: ["README.md"], swiftSettings: kernels),
    .target(name: "Autograd", dependencies: ["Tensors"]),
    .target(name: "Checkpoints", dependencies: ["Files", "Tensors"]),
    .target(name: "Text", dependencies: ["Files"]),
    .target(name: "Networks", dependencies: ["Tensors", "Autograd", "Files", "Checkpoints", "Text"]),
    .target(name: "Diffusion", dependencies: ["Tensors"]),
    .target(name: "Metrics", dependencies: ["Tensors"]),
    .target(
      name: "Models",
      dependencies: ["Files", "Tensors", "Autograd", "Checkpoints", "Text", "Networks", "Diffusion"]),
    .target(
      name: "Training",
      dependencies: ["Tensors", "Autograd", "Checkpoints", "Networks", "Diffusion", "Models"]),
    .target(
      name: "Datasets", dependencies: ["Files", "Tensors", "CPNG", "CJPEG"],
      resources: [.embedInCode("Fetch/mnist_from_package.py")]),
    .target(name: "Figures", dependencies: ["Tensors", "CPNG"]),

    // The report: knows no diffusion.
    .target(name: "Chapters", dependencies: ["Files", "CCMark", "Yams"]),
    .target(name: "Pipeline", dependencies: ["Files", "Chapters", "Figures"]),
    .target(
      name: "Templates", path: "templates",
      resources: [
        .embedInCode("chapter.mustache"), .embedInCode("navigation-entry.mustache"),
        .embedInCode("index.mustache"), .embedInCode("opening.mustache"),
        .embedInCode("closing.mustache"), .embedInCode("figure.mustache"), .embedInCode("figures.mustache"),
        .embedInCode("style.css"), .embedInCode("theme.css"),
        .embedInCode("look.css"), .embedInCode("look/page.js"), .embedInCode("look/pictures.js"),
        .embedInCode("look/views.js"), .embedInCode("look/bars.js"), .embedInCode("look/viewer.js"),
        .embedInCode("look/hands.js"), .embedInCode("look/extras.js"), .embedInCode("look/plots.js"),
        .embedInCode("look/search.js"), .embedInCode("look/recipes.js"), .embedInCode("look/way.js"),
        .embedInCode("look/colours.js"), .embedInCode("look/masks.js"), .embedInCode("look/smalls.js"),
        .embedInCode("look/scaling.js"),
        .embedInCode("look/seeds.js"),
        .embedInCode("look/drawing.js"), .embedInCode("look/zooming.js"), .embedInCode("look/series.js"),
        .embedInCode("look/start.js"), .embedInCode("plot.css"), .embedInCode("preview.js"),
        .embedInCode("typeset.js"), .embedInCode("highlight.py"), .embedInCode("first-chapter.md"),
        .embedInCode("report.yml"),
        .embedInCode("examples/figure.md"), .embedInCode("examples/figure.svg"),
        .embedInCode("examples/plot.md"), .embedInCode("examples/plot.svg"),
        .embedInCode("examples/train-text-to-image.md"), .embedInCode("examples/train-text-to-image.svg"),
        .embedInCode("starts/assignment-1.md"), .embedInCode("starts/assignment-2.md"),
        .embedInCode("starts/assignment.yml"), .embedInCode("starts/notebook.md"),
        .embedInCode("starts/notebook.csv"), .embedInCode("starts/notebook.yml"),
        .embedInCode("starts/page.md"), .embedInCode("starts/page.yml"), .embedInCode("starts/workflow.yml"),
      ]),
    .target(name: "Site", dependencies: ["Files", "Chapters", "Figures", "Pipeline", "Templates", mustache]),

    .target(
      name: "Preview",
      dependencies: [
        "Files", "Chapters", "Figures", "Pipeline", "Templates", "Site", subprocess, system,
        .product(name: "FlyingFox", package: "FlyingFox"),
        .product(name: "FlyingSocks", package: "FlyingFox"),
      ]),

    // Where the two meet: two wings that know nothing of each other, on common ground.
    .target(
      name: "SharedDirectives",
      dependencies: [
        "Files", "Tensors", "Checkpoints", "Networks", "Diffusion", "Training", "Metrics", "Datasets",
      ] + reporting,
      path: "Sources/Directives/Shared"),
    .target(
      name: "FromScratch",
      dependencies: [
        "SharedDirectives", "Files", "Tensors", "Checkpoints", "Networks", "Diffusion", "Models", "Training",
        "Metrics", "Datasets",
      ] + reporting, path: "Sources/Directives/FromScratch"),
    .target(
      name: "TextToImage",
      dependencies: [
        "SharedDirectives", "Files", "Tensors", "Checkpoints", "Text", "Networks", "Diffusion", "Models",
        "Training", "Metrics", "Datasets",
      ] + reporting, path: "Sources/Directives/TextToImage"),
    .target(
      name: "Directives",
      dependencies: [
        "Files", "SharedDirectives", "FromScratch", "TextToImage", "Tensors", "Datasets", "Metrics",
      ] + reporting,
      exclude: ["Shared", "FromScratch", "TextToImage"]),
    .executableTarget(
      name: "report",
      dependencies: [
        "Directives", "Pipeline", "Site", "Preview", "Figures", "Chapters", "Datasets", "Checkpoints", "Text",
        "Networks", "Models",
        "Tensors", "Metrics", "Templates", "Files", "Archives", "CProcessor",
        arguments,
      ]),

    // Measured beside PyTorch by `scripts/bench`.
    .executableTarget(
      name: "bench",
      dependencies: ["Tensors", "Autograd", "Checkpoints", "Networks", "Diffusion", "Models", "Training"]),

    // What tests share.
    .target(
      name: "TestSupport", dependencies: ["Checkpoints", "Networks", "Tensors"], path: "Tests/Support",
      resources: [.copy("Fixtures"), .copy("Servers")]),
    // What `make fuzz` and a test of its corpus read.
    .target(
      name: "FuzzedFormats",
      dependencies: [
        "Archives", "Files", "Directives", "Pipeline", "Site", "Chapters", "Datasets", "Checkpoints", "Text",
        "Networks", "Diffusion", "Figures", "Models", "TestSupport",
      ],
      path: "Tests/Fuzzing/Formats"),

    .testTarget(name: "FuzzingTests", dependencies: ["FuzzedFormats", "TestSupport"]),
    .testTarget(name: "ArchivesTests", dependencies: ["Archives", "TestSupport"]),
    .testTarget(name: "FilesTests", dependencies: ["Files", "TestSupport"]),
    .testTarget(
      name: "TensorsTests", dependencies: ["Files", "Tensors", "Autograd", "TestSupport"], resources: fixtures
    ),
    .testTarget(name: "CheckpointsTests", dependencies: ["Files", "Checkpoints", "Tensors", "TestSupport"]),
    .testTarget(name: "TextTests", dependencies: ["Text", "TestSupport"], resources: fixtures),
    .testTarget(
      name: "NetworksTests",
      dependencies: ["Tensors", "Autograd", "Checkpoints", "Text", "Networks", "Datasets", "TestSupport"],
      resources: fixtures),
    .testTarget(
      name: "DiffusionTests", dependencies: ["Tensors", "Diffusion", "TestSupport"], resources: fixtures),
    .testTarget(
      name: "ModelsTests",
      dependencies: ["Tensors", "Checkpoints", "Networks", "Diffusion", "Models", "TestSupport"],
      resources: fixtures),
    .testTarget(
      name: "TrainingTests",
      dependencies: [
        "Tensors", "Autograd", "Checkpoints", "Networks", "Diffusion", "Models", "Training", "TestSupport",
      ],
      resources: fixtures),
    .testTarget(name: "DatasetsTests", dependencies: ["Datasets", "Tensors", "Files", "TestSupport"]),
    .testTarget(
      name: "MetricsTests", dependencies: ["Tensors", "Metrics", "TestSupport"], resources: fixtures),
    .testTarget(name: "FiguresTests", dependencies: ["Figures", "Tensors"]),
    .testTarget(name: "ChaptersTests", dependencies: ["CCMark", "Chapters", "TestSupport"]),
    .testTarget(name: "PipelineTests", dependencies: ["Chapters", "Figures", "Pipeline", "TestSupport"]),
    // Runs the real program, which is why it depends on it.
    .testTarget(
      name: "ReportTests",
      dependencies: ["report", "Figures", "Files", "Pipeline", "TestSupport"],
      exclude: ["Formulas", "Golden", "Keys", "Mistakes", "Paper", "Transcripts"]),
  ]
)
