import Foundation

/// Places of the checkout that are no resources of a test.
package enum Checkout {
  /// Where `Package.swift` is.
  package static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// The model that comes with the report.
  package static let sketchbook = root.appending(path: "report/models/sketchbook")
}
