import Training

/// What {classifier} found of the network that it trained.
struct ClassifierReport {
  let run: ClassifierRun
  /// How many it learned from.
  let images: Int
  /// The mark of its file.
  let weights: String
  /// How many test images there were, and how often a class was taken for another one.
  private let tested: Int
  private let confusions: [[Int]: Int]

  /// The classes that were found of the test images, and their own.
  init(run: ClassifierRun, images: Int, found: [Int], expected: [Int], weights: String) {
    (self.run, self.images, self.weights) = (run, images, weights)
    var counts: [[Int]: Int] = [:]
    for (wrong, right) in zip(found, expected) where wrong != right {
      counts[[right, wrong], default: 0] += 1
    }
    (tested, confusions) = (found.count, counts)
  }

  var errors: Int { confusions.values.reduce(0, +) }

  var accuracy: Double { 1 - Double(errors) / Double(max(1, tested)) }

  var confused: String {
    let most = confusions.min { ($1.value, $0.key[0], $0.key[1]) < ($0.value, $1.key[0], $1.key[1]) }
    return most.map { "\($0.key[0]) read as \($0.key[1])" } ?? "none"
  }
}
