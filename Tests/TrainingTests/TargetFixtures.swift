import Foundation
import TestSupport

/// The files of this target.
let fixtures = Fixtures(of: .module)
