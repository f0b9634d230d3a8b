import Chapters
import Synchronization

/// What a reading of a report leaves for the next one, so that an edit costs what was edited.
///
/// It is for readings between which nothing changes but the texts of chapters: neither the manifest, nor any file that
/// blocks or chapters read.
public final class ReadingMemory: Sendable {
  typealias Parsed = (chapter: Chapter, diagnostics: [Diagnostic])

  private struct Entry {
    let text: String
    let parsed: Parsed
    var decodings: [BlockDecoding]?
  }

  /// By the chapters' paths.
  private let entries = Mutex<[String: Entry]>([:])
  private let known = Mutex<Surroundings?>(nil)

  /// A memory of nothing.
  public init() {}

  /// The surroundings of the reading before, with what its blocks have read.
  func surroundings(_ new: Surroundings) -> Surroundings {
    known.withLock { known in
      let surroundings = known ?? new
      known = surroundings
      return surroundings
    }
  }

  /// What was made of a chapter's text before, or what `parse` makes of it now. One that includes other files is parsed
  /// each time.
  ///
  /// - Parameter parse: says as well whether the chapter includes other files.
  func chapter(_ file: SourceFile, parse: () -> (Parsed, includesOthers: Bool)) -> Parsed {
    if let entry = entries.withLock({ $0[file.path] }), entry.text == file.text { return entry.parsed }
    let (parsed, includesOthers) = parse()
    entries.withLock { $0[file.path] = includesOthers ? nil : Entry(text: file.text, parsed: parsed) }
    return parsed
  }

  /// The blocks of chapters, decoded before or now.
  ///
  /// - Parameter decode: decodes blocks, in their order.
  func decodings(
    of chapters: [Chapter], decode: ([DirectiveBlock]) -> [BlockDecoding]
  ) -> [BlockDecoding] {
    let kept = entries.withLock { entries in
      chapters.map { chapter in
        entries[chapter.file.path].flatMap { $0.text == chapter.file.text ? $0.decodings : nil }
      }
    }
    let new = zip(chapters, kept).filter { $1 == nil }.map(\.0)
    var decoded = decode(new.flatMap(\.blocks))[...]
    var all: [BlockDecoding] = []
    for (chapter, known) in zip(chapters, kept) {
      let decodings = known ?? Array(decoded.prefix(chapter.blocks.count))
      if known == nil { decoded = decoded.dropFirst(chapter.blocks.count) }
      entries.withLock { $0[chapter.file.path]?.decodings = decodings }
      all += decodings
    }
    return all
  }
}
