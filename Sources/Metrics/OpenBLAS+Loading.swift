import Foundation

extension OpenBLAS {
  /// The library, loaded when it is first asked for: linked, it would slow down every start of the program.
  ///
  /// - Throws: `.unusable`.
  public static func loaded() throws(OpenBLASError) -> OpenBLAS { try shared.get() }

  private static let shared = Result { () throws(OpenBLASError) in try OpenBLAS(named: names) }

  /// What the library's file is called, in the order in which the names are tried.
  package static let names: [String] = {
    #if canImport(Darwin)
      [
        "libopenblas.dylib", "/opt/homebrew/opt/openblas/lib/libopenblas.dylib",
        "/usr/local/opt/openblas/lib/libopenblas.dylib",
      ]
    #else
      ["libopenblas.so.0", "libopenblas.so"]
    #endif
  }()

  /// Kernels that every processor has on which this program runs, so that one report has one set of them everywhere.
  private static let coreType: String? = {
    #if arch(x86_64)
      "Haswell"
    #elseif arch(arm64)
      "ARMV8"
    #else
      nil
    #endif
  }()

  /// Loads the library of the first of these names that the system knows.
  ///
  /// - Throws: `.unusable` with what the system says of the first name, or of a library without the routines.
  package init(named names: [String]) throws(OpenBLASError) {
    // The library reads them when it is loaded, and does not overrule what the user has set.
    setenv("OPENBLAS_NUM_THREADS", "1", 0)
    if let coreType = Self.coreType { setenv("OPENBLAS_CORETYPE", coreType, 0) }
    var reasons: [String] = []
    for name in names {
      if let library = dlopen(name, RTLD_NOW | RTLD_LOCAL) {
        self = try OpenBLAS(library, named: name)
        return
      }
      reasons.append(dlerror().map { String(cString: $0) } ?? name)
    }
    throw .unusable(reason: reasons.first ?? "it has no name")
  }

  private init(_ library: UnsafeMutableRawPointer, named name: String) throws(OpenBLASError) {
    func symbol<Function>(_ symbol: String, as _: Function.Type) throws(OpenBLASError) -> Function {
      guard let address = dlsym(library, symbol) else { throw .unusable(reason: "\(name) has no \(symbol)") }
      return unsafeBitCast(address, to: Function.self)
    }
    typealias Description = @convention(c) () -> UnsafePointer<CChar>
    dgemm = try symbol("cblas_dgemm", as: Dgemm.self)
    sgemm = try symbol("cblas_sgemm", as: Sgemm.self)
    dsyevd = try symbol("dsyevd_", as: Dsyevd.self)
    configuration = String(cString: try symbol("openblas_get_config", as: Description.self)())
      .trimmingCharacters(in: .whitespaces)
  }
}

extension OpenBLAS {
  /// Whether a folder in which the system keeps its libraries has a file of the library's name. Loads nothing; a system that
  /// keeps it elsewhere may find it all the same.
  public static let isInstalled = isInstalled(named: names, in: folders)

  package static func isInstalled(named names: [String], in folders: [String]) -> Bool {
    names.contains { name in
      (name.hasPrefix("/") ? [""] : folders.map { $0 + "/" }).contains {
        FileManager.default.fileExists(atPath: $0 + name)
      }
    }
  }

  private static var folders: [String] {
    let asked = ["LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH"].compactMap {
      ProcessInfo.processInfo.environment[$0]
    }
    #if arch(arm64)
      let architecture = "aarch64-linux-gnu"
    #else
      let architecture = "x86_64-linux-gnu"
    #endif
    return asked.flatMap { $0.split(separator: ":").map(String.init) }
      + ["/usr/lib/\(architecture)", "/usr/lib64", "/usr/lib", "/usr/local/lib", "/usr/local/lib64"]
  }
}
