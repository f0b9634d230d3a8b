import Chapters

/// A directive's own options and those that every block has beside them.
struct BlockOptions<D: Directive>: Sendable {
  var own = D()
  var caption = AuthorText("")
  var alt: AuthorText?
  var seed: UInt64 = 0

  static var schema: Schema<BlockOptions> {
    var fields = D.schema.fields.map { $0.lifted(to: \BlockOptions.own) }
    if D.isRandom {
      fields.append(.required("seed", \.seed, "where the random numbers start, as in torch.manual_seed"))
    }
    let caption = "the text under the figure, in Markdown"
    fields.append(.required("caption", \.caption, caption, isPresentation: true))
    if D.shows == .figure {
      let alt = "what a reader who cannot see the figure should know"
      fields.append(.required("alt", \.alt, alt, isPresentation: true))
    }
    return Schema(fields)
  }
}
