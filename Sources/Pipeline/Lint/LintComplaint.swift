import Chapters

/// What a careful reader would ask an author about; nothing of it keeps a report from being built.
enum LintComplaint: Complaint, Equatable {
  case notReferredTo(id: String, kind: String)
  case standard(option: String, value: String)
  case seedOfInput(seed: String, input: String)
  case sameWork(as: String, seed: String)
  case altIsCaption
  case typedNumber(String, block: String, name: String, text: String)

  var kind: ComplaintKind { .warning }

  var message: String {
    switch self {
    case .notReferredTo(let id, let kind): "no text refers to the \(kind) '\(id)'"
    case .standard(let option, let value): "'\(option)' is \(value), as it is where nobody writes it"
    case .seedOfInput(let seed, let input):
      "seed \(seed) is that of '\(input)', which the block reads: both draw the same random numbers"
    case .sameWork(let other, let seed):
      "seed \(seed) and all other options are those of '\(other)': both have one result"
    case .altIsCaption: "'alt' says what the caption says"
    case .typedNumber(let number, let block, let name, let text):
      "\(number) is typed, and '\(block)' measures \(name) as \(text)"
    }
  }

  var help: String? {
    switch self {
    case .notReferredTo(let id, _): "write @\(id) where the text speaks of it, or leave the block out"
    case .standard: "leave it out"
    case .seedOfInput: "give the block a seed of its own"
    case .sameWork(let other, _):
      "give it another seed if it is to be a repetition; otherwise refer to @\(other)"
    case .altIsCaption: "say what is to be seen for those who cannot see it; they hear the caption as well"
    case .typedNumber(_, let block, let name, _):
      "write {{\(block).\(name)}}, so that the number changes with the block"
    }
  }
}
