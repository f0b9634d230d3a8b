/// The text-to-image models that `report.yml` gives names to, so that one line changes the model of all blocks:
///
///     models:
///       base: models/sketchbook
///       upscaler: {folder: DeepFloyd/IF-II-M-v1.0, embeddings: prompts.safetensors}
public struct NamedModels: SchemaValue, Sendable {
  /// One of them.
  public struct Model: Sendable {
    /// What blocks call it.
    public let name: String
    /// The model's folder, as the author wrote it.
    public let folder: String
    /// A file of prompts' embeddings that takes the place of the model's text encoder, as the author wrote it.
    public let embeddings: String?
    /// Where the folder stands, for messages.
    public let folderSpan: SourceSpan
    /// Where the embeddings stand, for messages.
    public let embeddingsSpan: SourceSpan
  }

  /// In the author's order.
  public let all: [Model]

  /// Some models; by default none.
  public init(_ all: [Model] = []) { self.all = all }

  /// The model of a name, if there is one.
  public subscript(name: String) -> Model? { all.first { $0.name == name } }

  /// What a message says was expected.
  public static let expectation = "lines 'name: folder'"

  /// Reads a mapping from names to folders, or to mappings with a folder and a file of embeddings; throws `Diagnostics`
  /// with all that is wrong in it.
  public static func read(_ yaml: YAML, key: String) throws -> NamedModels {
    guard let entries = yaml.entries else { throw mismatch(yaml, key: key) }
    var diagnostics: [Diagnostic] = []
    let models: [Model] = entries.compactMap { name, value in
      do { return try model(name, value) } catch {
        diagnostics += Diagnostics(error).all
        return nil
      }
    }
    guard diagnostics.isEmpty else { throw Diagnostics(diagnostics) }
    return NamedModels(models)
  }

  /// Never part of a key: blocks depend on the files and not on their names.
  public var canonical: String { "[\(all.map { "\($0.name): \($0.folder)" }.joined(separator: ", "))]" }

  private static func model(_ key: YAML, _ value: YAML) throws -> Model {
    let name = key.text ?? ""
    guard Identifier.isValid(name) else { throw Diagnostic(.invalidIdentifier(name), at: key.span) }
    guard let entries = value.entries else {
      let folder = try String.read(value, key: name)
      return Model(
        name: name, folder: folder, embeddings: nil, folderSpan: value.span, embeddingsSpan: value.span)
    }
    let (found, diagnostics) = Place.schema.read(entries, into: Place(), from: key.span, context: name)
    guard diagnostics.isEmpty else { throw Diagnostics(diagnostics) }
    let span = { (option: String) in entries[option]?.span ?? key.span }
    return Model(
      name: name, folder: found.folder, embeddings: found.embeddings, folderSpan: span("folder"),
      embeddingsSpan: span("embeddings"))
  }

  /// The long form of a model.
  private struct Place {
    var folder = ""
    var embeddings: String?

    static var schema: Schema<Place> {
      Schema([
        .required("folder", \.folder, "the model's folder"),
        .option("embeddings", \.embeddings, "a safetensors file of prompts and their embeddings"),
      ])
    }
  }
}
