import Chapters

/// A block whose options could be read, or what is wrong with them.
typealias BlockDecoding = (block: DecodedBlock?, diagnostics: [Diagnostic])

/// Reads a block for every profile, so that a mistake in one that is not built today is found today.
struct BlockDecoder<D: Directive> {
  let schema: Schema<BlockOptions<D>>
  let profile: String
  let profiles: [String]
  let surroundings: Surroundings

  /// The block of the profile that is built, unless any profile has mistakes.
  func decode(_ block: DirectiveBlock) -> BlockDecoding {
    guard let entries = block.entries else { return (nil, []) }
    var diagnostics: [Diagnostic] = []
    var told: Set<String> = []
    var chosen: BlockOptions<D>?
    let isSameForAll = entries.allSatisfy { $0.value.entries == nil }
    for name in [profile] + (isSameForAll ? [] : profiles.filter { $0 != profile }) {
      let (options, found) = read(entries, of: block, for: name)
      // Most mistakes are the same in every profile.
      diagnostics += isSameForAll ? found : found.filter { told.insert($0.description).inserted }
      if name == profile, found.isEmpty { chosen = options }
    }
    guard diagnostics.isEmpty, let chosen else { return (nil, diagnostics) }
    do {
      return (try DecodedBlock(block, chosen, by: schema, entries: entries, in: surroundings), [])
    } catch {
      return (nil, located(error, in: entries, of: block))
    }
  }

  private func read(
    _ entries: YAMLMapping, of block: DirectiveBlock, for profile: String
  ) -> (options: BlockOptions<D>, diagnostics: [Diagnostic]) {
    let (resolved, profileDiagnostics) = entries.resolved(for: profile, among: profiles, context: D.name)
    let (options, optionDiagnostics) = schema.read(
      resolved, into: BlockOptions<D>(), from: block.fence, context: D.name)
    let found = profileDiagnostics + optionDiagnostics
    let contradictions = found.isEmpty ? options.own.contradictions : []
    let mistakes = contradictions + options.own.unknownNames(of: surroundings)
    return (options, found + mistakes.map { $0.diagnostic(in: resolved, of: block, D.name) })
  }

  /// What the directive's `inputs` threw, at its place.
  private func located(
    _ error: any Error, in entries: YAMLMapping, of block: DirectiveBlock
  ) -> [Diagnostic] {
    switch error {
    case let mistake as OptionMistake: return [mistake.diagnostic(in: entries, of: block, D.name)]
    case let mistakes as OptionMistakes:
      return mistakes.all.map { $0.diagnostic(in: entries, of: block, D.name) }
    case let diagnostic as Diagnostic: return [diagnostic]
    case let diagnostics as Diagnostics: return diagnostics.all
    default:
      let span = entries["data"]?.span ?? block.fence
      return [Diagnostic(complaint(of: error), at: span, in: D.name)]
    }
  }
}

extension OptionMistake {
  /// The mistake at its option, or at the fence if the author left that out.
  fileprivate func diagnostic(
    in entries: YAMLMapping, of block: DirectiveBlock, _ directive: String
  ) -> Diagnostic {
    Diagnostic(mistake, at: entries[option]?.span ?? block.fence, in: directive)
  }
}

extension YAMLMapping {
  /// The value that each option has in a profile; an option whose value is a mapping from profiles has one each.
  fileprivate func resolved(
    for profile: String, among profiles: [String], context: String
  ) -> (entries: YAMLMapping, diagnostics: [Diagnostic]) {
    var diagnostics: [Diagnostic] = []
    var resolved: YAMLMapping = []
    for (key, value) in self {
      guard let choices = value.entries, let name = key.text else {
        resolved.append((key, value))
        continue
      }
      for choice in choices where !profiles.contains(choice.key.text ?? "") {
        diagnostics.append(
          Diagnostic(
            .unknownProfile(choice.key.text ?? "", known: profiles), at: choice.key.span, in: context))
      }
      if let choice = choices[profile] {
        resolved.append((key, choice))
      } else {
        diagnostics.append(
          Diagnostic(.profileMissing(key: name, profile: profile), at: key.span, in: context))
      }
    }
    return (resolved, diagnostics)
  }
}
