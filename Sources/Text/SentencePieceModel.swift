import Files
import Foundation

/// The fields of a sentencepiece model file that the tokenization of text depends on.
///
/// (github.com/google/sentencepiece, sentencepiece_model.proto: pieces 1, trainer_spec 2, normalizer_spec 3)
struct SentencePieceModel: Sendable {
  /// One entry of the vocabulary; its index is its id.
  struct Piece: Sendable {
    /// What an entry is for, with its number in the file.
    enum Kind: UInt64, Sendable {
      case normal = 1
      case unknown, control, userDefined, unused, byte
    }

    var text: [UInt8] = []
    var score: Float = 0
    var kind = Kind.normal
  }

  /// What is done to a text before it is cut into pieces.
  struct Normalization: Sendable {
    var characterMap: [UInt8] = []
    var addsDummyPrefix = true
    var removesExtraWhitespace = true
    var escapesWhitespace = true
  }

  /// The longest file that is read, in bytes.
  static let longest = 16 << 20

  private(set) var pieces: [Piece] = []
  private(set) var normalization = Normalization()
  private(set) var fallsBackToBytes = false
  private(set) var treatsWhitespaceAsSuffix = false

  /// Reads a model; throws a `TokenizerError` when the file is none, or when it is no unigram model.
  init(_ url: URL) throws(TokenizerError) {
    do throws(TokenizerFault) {
      let content: Data
      do throws(FileError<FileFault>) {
        content = try RegularFile.content(of: url, limit: Self.longest)
      } catch {
        throw .file(error.reason)
      }
      try parse(Array(content))
    } catch {
      throw TokenizerError(file: url.path, error)
    }
  }

  private mutating func parse(_ bytes: [UInt8]) throws(TokenizerFault) {
    var reader = ProtobufReader(bytes[...])
    while let (number, value) = try reader.next() {
      switch number {
      case 1: pieces.append(try Piece(value.message("a piece")))
      case 2: try parseTrainer(value.message("the trainer's settings"))
      case 3: normalization = try Normalization(value.message("the normalizer's settings"))
      default: break
      }
    }
    guard !pieces.isEmpty else { throw .malformed("no pieces") }
  }

  private mutating func parseTrainer(_ message: ArraySlice<UInt8>) throws(TokenizerFault) {
    var reader = ProtobufReader(message)
    while let (number, value) = try reader.next() {
      switch number {
      case 3:
        let kind = try value.integer("the model's type")
        guard kind == 1 else { throw .unsupported("one of type \(kind) (2: BPE, 3: words, 4: characters)") }
      case 24: treatsWhitespaceAsSuffix = try value.integer("treat_whitespace_as_suffix") != 0
      case 35: fallsBackToBytes = try value.integer("byte_fallback") != 0
      default: break
      }
    }
  }
}

extension SentencePieceModel.Piece {
  init(_ message: ArraySlice<UInt8>) throws(TokenizerFault) {
    var reader = ProtobufReader(message)
    while let (number, value) = try reader.next() {
      switch number {
      case 1: text = Array(try value.message("a piece's text"))
      case 2: score = try value.float("a piece's score")
      case 3:
        guard let kind = Kind(rawValue: try value.integer("a piece's type")) else {
          throw .malformed("a piece of an unknown type")
        }
        self.kind = kind
      default: break
      }
    }
    guard !text.isEmpty, String(validating: text, as: UTF8.self) != nil else {
      throw .malformed("a piece whose text is empty or no UTF-8")
    }
  }
}

extension SentencePieceModel.Normalization {
  init(_ message: ArraySlice<UInt8>) throws(TokenizerFault) {
    var reader = ProtobufReader(message)
    while let (number, value) = try reader.next() {
      switch number {
      case 2: characterMap = Array(try value.message("the character map"))
      case 3: addsDummyPrefix = try value.integer("add_dummy_prefix") != 0
      case 4: removesExtraWhitespace = try value.integer("remove_extra_whitespaces") != 0
      case 5: escapesWhitespace = try value.integer("escape_whitespaces") != 0
      default: break
      }
    }
  }
}
