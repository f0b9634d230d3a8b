/// What an author can get wrong. The cases are data; every word of the messages is in `Mistake+Wording.swift`.
public enum Mistake: Complaint, Equatable {
  // A file's text.
  case notUTF8
  case nulCharacter
  case tooLarge(bytes: Int, limit: Int)
  // YAML, wherever it stands.
  case tabInYAML
  case invalidYAML(String)
  case texInDoubleQuotes(String)
  case unknownEscape
  case duplicateKey(String)
  case anchorInYAML
  case notAMapping(found: String)
  case nestedTooDeep
  case frontMatterMissing
  case frontMatterUnclosed
  // Chapters and parts.
  case noChapters
  case missingChapter(String, known: [String])
  case chapterOutside(String)
  case chapterNamedIndex
  case chapterNamedFigures
  case chapterInReference
  case chapterName(String)
  case repeatedChapter(String)
  case partOfUnlistedChapter(part: String, chapter: String, listed: [String])
  case partOutOfOrder(String)
  // Keys and options.
  case unknownKey(String, known: [String])
  case missingKey(String, expected: String)
  case wrongType(key: String, expected: String, found: String)
  case quoted(key: String, expected: String, text: String)
  case outOfRange(key: String, expected: String, found: String)
  case unknownChoice(key: String, found: String, choices: [String])
  case meaningless(key: String, because: String, remedy: String)
  case emptyText(key: String)
  case profileMissing(key: String, profile: String)
  case unknownProfile(String, known: [String])
  // Blocks.
  case unknownDirective(String, known: [String])
  case malformedFence(String)
  case fenceUnclosed(line: Int)
  case nestedDirective
  case missingIdentifier(directive: String)
  case invalidIdentifier(String)
  case duplicateIdentifier(String, first: String)
  // References.
  case unknownReference(String, known: [String])
  case unknownPanel(String, block: String, known: [String])
  case unknownValue(String, block: String, known: [String])
  case valueOfUnknownBlock(String, known: [String])
  case cycle([String])
  case unknownBlock(key: String, found: String, known: [String])
  case wrongBlock(key: String, found: String, is: String, expected: String, known: [String])
  case wrongKind(
    key: String, found: String, is: String, expected: [String], known: [String], remedy: String?)
  case unlikeFigures(key: String, first: String, shows: String, other: String, otherShows: String)
  case comparedTable(key: String, found: String)
  case comparedReadyPicture(key: String, found: String)
  case heroWithoutPictures(found: String, shows: String, known: [String])
  case checkpointNotKept(block: String, epoch: Int, kept: [Int])
  case brokenLink(String, known: [String])
  case unknownHeading(String, in: String, known: [String])
  case referenceInWord(String)
  case unknownVariable(String, known: [String])
  // Formulas.
  case formula(String)
  case formulaTooLong(characters: Int, limit: Int)
}
