extension Mistake {
  /// What is wrong, and what was expected instead.
  public var message: String {
    switch self {
    case .notUTF8: "the text is not UTF-8"
    case .nulCharacter: "the text has a NUL character"
    case .tooLarge(let bytes, let limit):
      "the file has \(megabytes(bytes)), more than the \(megabytes(limit)) that a file of a report may have"
    case .tabInYAML: "a tab indents this line; YAML is indented with spaces"
    case .invalidYAML(let problem): "not valid YAML: \(problem)"
    case .texInDoubleQuotes(let command):
      "in double quotation marks YAML does not read the backslash of \(command) as one"
    case .unknownEscape: "in double quotation marks YAML does not read this backslash as one"
    case .duplicateKey(let key): "'\(key)' is given twice"
    case .anchorInYAML: "anchors and aliases (& and *) are not read"
    case .notAMapping(let found): "expected lines 'key: value', found \(found)"
    case .noChapters: "the report has no chapters"
    case .missingChapter(let name, _): "the chapter '\(name)' does not exist"
    case .chapterOutside(let name): "the chapter '\(name)' is a link to a file outside the report's folder"
    case .chapterNamedIndex: "a chapter cannot be called index.md"
    case .chapterInReference: "a chapter of a report with 'reference: true' cannot lie in reference/"
    case .chapterNamedFigures: "a chapter of a report with figures or tables cannot be called figures.md"
    case .chapterName(let name): "'\(name)' is no chapter's file name"
    case .repeatedChapter(let name): "the chapter '\(name)' is listed twice"
    case .partOfUnlistedChapter(let part, let chapter, _):
      "the part '\(part)' begins with '\(chapter)', which is not in 'chapters'"
    case .partOutOfOrder(let part): "the part '\(part)' does not begin behind the part above it"
    case .nestedTooDeep: "nested more than 32 levels deep"
    case .frontMatterMissing: "the chapter has no front matter"
    case .frontMatterUnclosed: "the front matter that starts here never ends"
    case .unknownKey(let key, _): "unknown option '\(key)'"
    case .missingKey(let key, let expected): "'\(key)' is missing: \(expected)"
    case .wrongType(let key, let expected, let found): "'\(key)' expects \(expected), found \(found)"
    case .quoted(let key, let expected, let text):
      "'\(key)' expects \(expected), found the text \"\(text.count > 40 ? text.prefix(40) + "..." : text)\" in quotation marks"
    case .outOfRange(let key, let expected, let found): "'\(key)' must be \(expected), found \(found)"
    case .unknownChoice(let key, let found, let choices):
      "'\(key)' must be one of \(choices.joined(separator: ", ")), found '\(found)'"
    case .meaningless(let key, let reason, _): "'\(key)' means nothing \(reason)"
    case .emptyText(let key): "'\(key)' is empty"
    case .profileMissing(let key, let profile): "'\(key)' has no value for the profile '\(profile)'"
    case .unknownProfile(let name, _): "unknown profile '\(name)'"
    case .unknownDirective(let name, _): "unknown directive '\(name)'"
    case .malformedFence(let info): "a directive's fence reads '{name} id', found '\(info)'"
    case .fenceUnclosed(let line): "the block that starts in line \(line) never ends"
    case .nestedDirective: "a directive block stands inside a list or a quotation"
    case .missingIdentifier(let directive):
      "the block has no id (a name after '{\(directive)}', by which the text refers to it)"
    case .invalidIdentifier(let id): "'\(id)' is no id"
    case .duplicateIdentifier(let id, let first): "the id '\(id)' is taken by \(first)"
    case .unknownReference(let id, _): "nothing has the id '\(id)'"
    case .unknownPanel(let panel, let block, _): "'\(block)' has no panel '\(panel)'"
    case .unknownValue(let name, let block, _): "'\(block)' has no value '\(name)'"
    case .valueOfUnknownBlock(let id, _): "no block has the id '\(id)'"
    case .cycle(let ids): "these blocks wait for each other: \(ids.joined(separator: " -> "))"
    case .unknownBlock(let key, let found, _): "'\(key)' names the block '\(found)', which does not exist"
    case .wrongBlock(let key, let found, let kind, let expected, _):
      "'\(key)' expects \(expected), but '\(found)' is a \(kind) block"
    case .wrongKind(let key, let found, let kind, let expected, _, _):
      "'\(key)' expects a \(expected.joined(separator: " or a ")), but '\(found)' is a \(kind)"
    case .unlikeFigures(let key, let first, let kind, let other, let otherKind):
      "'\(key)' expects figures of one kind, but '\(first)' shows \(kind) and '\(other)' \(otherKind)"
    case .comparedTable(let key, let found):
      "'\(key)' expects blocks that show pictures or plots, but '\(found)' shows a table"
    case .comparedReadyPicture(let key, let found):
      "'\(key)' expects blocks that made their pictures or plots, but '\(found)' shows a file"
    case .heroWithoutPictures(let found, let kind, _):
      "'hero' expects a block that shows pictures, but '\(found)' shows \(kind)"
    case .checkpointNotKept(let block, let epoch, let kept):
      "'\(block)' keeps no checkpoint after epoch \(epoch) (kept: \(kept.map(String.init).joined(separator: ", ")))"
    case .brokenLink(let target, _): "the link's target '\(target)' does not exist"
    case .unknownHeading(let fragment, let file, _): "'\(file)' has no heading '#\(fragment)'"
    case .referenceInWord(let id): "'@\(id)' stands within a word, and is printed as it stands"
    case .unknownVariable(let name, _):
      "'{{\(name)}}' is no value, which reads {{id.name}}, and report.yml has no variable '\(name)'"
    case .formulaTooLong(let characters, let limit):
      "the formula has \(characters) characters, more than the \(limit) that a formula may have"
    case .formula(let problem): "the formula is not valid TeX: \(problem)"
    }
  }

  /// What to do about it.
  public var help: String? {
    switch self {
    case .notUTF8: "save the file as UTF-8"
    case .nulCharacter: "remove it, or save the file as UTF-8"
    case .tooLarge: "split the chapter in two"
    case .tabInYAML: "replace the tab with two spaces"
    case .invalidYAML("but found another document"): "remove the line '---'"
    case .invalidYAML("what starts here is never closed"): "close it, or quote a text that begins so"
    case .texInDoubleQuotes, .unknownEscape: "use single quotation marks: '...', or write the backslash twice"
    case .invalidYAML: "quote a text that contains ': ', ' #' or starts with one of @ ` & * ! | > % { ["
    case .duplicateKey: "keep one of them"
    case .anchorInYAML: "write the value out, or put quotes around a text that starts with & or *"
    case .noChapters: "write a first chapter, such as report/01-start.md, or begin with: report new NAME"
    case .chapterOutside: "copy the file into the folder of report.yml"
    case .chapterNamedIndex: "give the file another name; index.html is the contents page"
    case .chapterInReference: "give the folder another name; reference/ has the pages of the directives"
    case .chapterNamedFigures: "give the file another name; figures.html has all figures and tables"
    case .chapterName: "give the name of a Markdown file in the folder of report.yml, such as 01-noise.md"
    case .repeatedChapter: "remove one of the lines"
    case .partOfUnlistedChapter(_, _, []): "list the report's chapters there, in reading order"
    case .partOfUnlistedChapter(_, let name, let listed):
      (Suggestion.nearest(to: name, among: listed).map { "did you mean '\($0)'? " } ?? "")
        + "(chapters: \(listed.joined(separator: ", ")))"
    case .partOutOfOrder: "list the parts in the order of their chapters"
    case .nestedTooDeep: "flatten the value"
    case .frontMatterMissing: "begin it with the lines '---', 'title: ...', '---'"
    case .frontMatterUnclosed: "end it with a line '---'"
    case .unknownKey(let key, let known), .unknownValue(let key, _, let known),
      .unknownProfile(let key, let known), .unknownPanel(let key, _, let known):
      suggestion(key, known)
    case .unknownDirective(let name, let known):
      suggestion(name, known) + "; drop the braces for a listing that does not run"
    case .unknownReference(let id, let known):
      suggestion(id, known) + "; write \\@\(id) for the plain text"
    case .unknownBlock(_, let id, let known): suggestion(id, known)
    case .brokenLink(let target, let known), .missingChapter(let target, let known),
      .valueOfUnknownBlock(let target, let known):
      suggestion(target, known)
    case .unknownChoice(_, let found, let choices):
      Suggestion.nearest(to: found, among: choices).map { "did you mean '\($0)'?" }
    case .missingKey(let key, _): "add a line '\(key): ...'"
    case .emptyText(let key) where key == "alt": "say what a reader who cannot see the figure should know"
    case .emptyText(let key): "write the \(key), or remove the line if it is optional"
    case .profileMissing(let key, let profile):
      "add '\(profile): ...' to '\(key)', or give one value for all profiles"
    case .meaningless(_, _, let remedy): remedy
    case .unknownHeading(let fragment, _, let known): suggestion(fragment, known)
    case .referenceInWord(let id): "put a blank before it, or write \\@\(id) for the plain text"
    case .unknownVariable(let name, let known):
      Suggestion.nearest(to: name, among: known).map { "did you mean '{{\($0)}}'?" }
        ?? "for example {{digits.loss}}; inside `backticks` it stays as it is"
    case .quoted(_, _, let text): "write it without quotation marks: \(text.prefix(80))"
    case .malformedFence: "for example ```{train} digits"
    case .fenceUnclosed: "end it with a line of backticks as long as its first"
    case .nestedDirective: "move it to the left margin"
    case .missingIdentifier(let directive): "for example ```{\(directive)} my-\(directive)"
    case .invalidIdentifier: "an id starts with a letter and has lower-case letters, digits and hyphens"
    case .duplicateIdentifier: "give one of the two another id"
    case .cycle: "remove one of the references"
    case .unlikeFigures: "compare each kind in a block of its own"
    case .comparedTable(_, let found): "put its values into a {table}, such as {{\(found).name}}"
    case .comparedReadyPicture: "leave it out, or make the comparison where the picture was made"
    case .checkpointNotKept(let block, let epoch, _): "add \(epoch) to the option 'keep' of '\(block)'"
    case .formulaTooLong: "split it in two"
    case .formula: "see the list of supported functions in KaTeX's documentation"
    case .wrongKind(_, _, _, _, let known, let remedy?):
      remedy + (known.isEmpty ? "" : "; or name another (known: \(list(known)))")
    case .heroWithoutPictures(_, _, []): "write such a block first, or remove the line"
    case .heroWithoutPictures(_, _, let known): "known: \(list(known))"
    case .wrongBlock(_, _, _, _, []), .wrongKind(_, _, _, _, [], _):
      "write such a block first, and name it here"
    case .wrongBlock(_, _, _, _, let known), .wrongKind(_, _, _, _, let known, _): "known: \(list(known))"
    case .wrongType, .outOfRange, .notAMapping: nil
    }
  }

  private func suggestion(_ word: String, _ known: [String]) -> String {
    guard let near = Suggestion.nearest(to: word, among: known) else { return "known: \(list(known))" }
    return "did you mean '\(near)'? (known: \(list(known)))"
  }

  private func list(_ known: [String]) -> String {
    known.isEmpty ? "there is none" : known.prefix(40).joined(separator: ", ")
  }

  private func megabytes(_ bytes: Int) -> String {
    let tenths = (bytes + 50_000) / 100_000
    return "\(tenths / 10).\(tenths % 10) MB"
  }
}
