import Files
import Foundation

/// A formula as an author wrote it, set apart or within a line.
public struct Formula: Hashable, Sendable {
  /// The TeX between the dollars.
  public let tex: String
  /// Whether it is set apart.
  public let isDisplayed: Bool

  /// A formula.
  public init(tex: String, isDisplayed: Bool) { (self.tex, self.isDisplayed) = (tex, isDisplayed) }

  /// What the cache files it under.
  var key: String { FileHash.sha256(of: Data("\(isDisplayed)\n\(tex)".utf8)) }
}

extension Formula {
  /// A formula as those write it who search for it: Greek letters for their names, and none of TeX's marks but _ and ^.
  static func letters(of tex: String) -> String {
    var (plain, rest) = ("", tex.unicodeScalars[...])
    while let start = rest.firstIndex(of: "\\") {
      plain += bare(rest[..<start])
      let name = rest[start...].dropFirst().prefix { "a"..."z" ~= $0 || "A"..."Z" ~= $0 }
      // What no letter follows is a blank of some width, or a brace.
      plain += signs[String(name)] ?? (name.isEmpty ? "" : " ")
      rest = rest[start...].dropFirst(name.isEmpty ? 2 : name.count + 1)
    }
    return plain + bare(rest)
  }

  private static func bare(_ part: Substring.UnicodeScalarView) -> String {
    String(part).filter { !"{}&~".contains($0) }
  }

  private static let signs = [
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "varepsilon": "ε", "zeta": "ζ",
    "eta": "η", "theta": "θ", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ", "pi": "π",
    "rho": "ρ", "sigma": "σ", "tau": "τ", "phi": "φ", "varphi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω",
    "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ", "Sigma": "Σ", "Phi": "Φ", "Psi": "Ψ",
    "Omega": "Ω",
    "times": "×", "cdot": "·", "le": "≤", "leq": "≤", "ge": "≥", "geq": "≥", "ne": "≠", "sim": "∼",
    "approx": "≈", "infty": "∞", "sum": "∑", "int": "∫", "partial": "∂", "nabla": "∇", "to": "→", "pm": "±",
    "in": "∈", "sqrt": "√",
  ]
}
