/// The file of the lock.
enum LockFile {
  /// Its path in a project.
  static let path = "report/report.lock"
}
