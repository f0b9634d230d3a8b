import Chapters
import Foundation
import Pipeline
import Site
import Synchronization

/// Keeps the pages as the files are: reads the report anew whenever one changes, and takes in results as they come.
struct Upkeep {
  private let source: PreviewSource
  private let board: Board
  private let runs: BlockRuns
  private let news: News
  private let tell: @Sendable (PreviewEvent) -> Void
  private let typesetter: Typesetter
  private let store: Store
  private var shelf: ResultShelf
  private var files: WatchedFiles
  private var reading: PreviewReading?
  private var memory = ReadingMemory()
  /// Whether the last reading without mistakes is older than the memory.
  private var isMemoryNew = true
  private var problems: [String] = []

  /// How often the files are looked at.
  private static let interval = Duration.milliseconds(15)
  /// Files are read once they have rested for so long: two changes in one tick of the system's clock look like one, and
  /// an editor may write in several steps.
  private static let rest = Duration.milliseconds(12)

  /// Whether there may be results that the pages do not have yet.
  final class News: Sendable {
    private let isThere = Atomic(false)
    func announce() { isThere.store(true, ordering: .releasing) }
    func take() -> Bool { isThere.exchange(false, ordering: .acquiringAndReleasing) }
  }

  init(
    _ source: PreviewSource, board: Board, runs: BlockRuns, news: News,
    tell: @escaping @Sendable (PreviewEvent) -> Void
  ) {
    (self.source, self.board, self.runs, self.news, self.tell) = (source, board, runs, news, tell)
    typesetter = Typesetter(source.project)
    store = Store(source.project)
    shelf = ResultShelf(store)
    files = WatchedFiles(folders: source.folders)
  }

  /// Reads the report for the first time.
  ///
  /// - Throws: `UnknownProfile`; mistakes are shown.
  mutating func begin() async throws {
    _ = files.changes()
    do { try await read() } catch let unknown as UnknownProfile { throw unknown } catch { show(error) }
  }

  /// Goes on until the task is cancelled.
  mutating func run() async throws {
    while true {
      try await Task.sleep(for: Self.interval)
      var changed = files.changesIfTold()
      if !changed.isEmpty {
        while true {
          try await Task.sleep(for: Self.rest)
          let further = files.changes()
          guard !further.isEmpty else { break }
          changed.formUnion(further)
        }
        forget(changed)
        do { try await read() } catch { show(error) }
      } else if news.take() {
        do { try await publish() } catch { show(error) }
      }
    }
  }

  /// Forgets what was read before, unless only texts of chapters have changed.
  private mutating func forget(_ changed: Set<String>) {
    if let reading, changed.isSubset(of: reading.chapters), changed.isDisjoint(with: files.further) { return }
    (memory, isMemoryNew) = (ReadingMemory(), true)
  }

  private mutating func read() async throws {
    _ = news.take()
    files.folders = source.folders
    let reading = try await PreviewReading(source, typesetter, memory, after: isMemoryNew ? nil : reading)
    isMemoryNew = false
    self.reading = reading
    files.further = reading.files
    warn(of: reading.warnings)
    show(reading.problems)  // a page that shows what is mended comes with no complaint about it
    try await publish()
  }

  private mutating func publish() async throws {
    guard let reading else { return }
    let results = shelf.results(
      of: reading.plan, failure: await runs.failures.compactMapValues(\.first?.message))
    let site = try reading.site(results, store)
    await runs.want(results.pending, of: Set(reading.plan.steps.map(\.key)))
    board.show(site)
  }

  private mutating func show(_ error: any Error) {
    guard !(error is CancellationError) else { return }
    show(Diagnostics(error).all)
  }

  /// Warnings stand in the page alone: the console has those of `report check`.
  private func warn(of warnings: [Diagnostic]) {
    let texts = Self.texts(of: warnings)
    board.change { $0.warnings = texts }
  }

  private static func texts(of diagnostics: [Diagnostic]) -> [String] {
    zip(diagnostics, DiagnosticSorts(diagnostics).isShown).filter(\.1).map { $0.0.description }
  }

  private mutating func show(_ diagnostics: [Diagnostic]) {
    let texts = Self.texts(of: diagnostics)
    guard texts != problems else { return }
    problems = texts
    board.change { $0.reading = texts }
    tell(texts.isEmpty ? .mended : .problems(diagnostics))
  }
}
