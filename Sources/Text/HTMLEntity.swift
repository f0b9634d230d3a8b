/// The named characters of HTML 4, such as `&eacute;`, and numbered ones, such as `&#233;`.
///
/// (W3C, HTML 4.01, section 24; the replacements of numbers are HTML 5's, section 13.2.5.80)
enum HTMLEntity {
  /// Every reference in a text replaced by its character; what is none stays.
  static func decoded(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "&")) else { return text }
    var (result, rest) = (String.UnicodeScalarView(), Array(text.unicodeScalars)[...])
    while let start = rest.firstIndex(of: "&") {
      result.append(contentsOf: rest[..<start])
      rest = rest[start...]
      if let (replacement, length) = reference(rest.dropFirst()) {
        result.append(contentsOf: replacement)
        rest = rest.dropFirst(1 + length)
      } else {
        result.append("&")
        rest = rest.dropFirst()
      }
    }
    result.append(contentsOf: rest)
    return String(result)
  }

  /// What a reference without its ampersand stands for, and how long it is.
  private static func reference(
    _ text: ArraySlice<Unicode.Scalar>
  ) -> (replacement: [Unicode.Scalar], length: Int)? {
    if text.first == "#" { return number(text.dropFirst()) }
    let name = String(
      String.UnicodeScalarView(text.prefix(32).prefix { $0.isASCII && $0.properties.isAlphanumeric }))
    let follower = text.dropFirst(name.unicodeScalars.count).first
    if follower == ";", let code = codes[name] { return ([code], name.unicodeScalars.count + 1) }
    // Some names need no semicolon; the longest that fits counts.
    for length in stride(from: name.unicodeScalars.count, to: 1, by: -1) {
      let start = String(name.prefix(length))
      if unterminated.contains(start), let code = codes[start] { return ([code], length) }
    }
    return nil
  }

  private static func number(
    _ text: ArraySlice<Unicode.Scalar>
  ) -> (replacement: [Unicode.Scalar], length: Int)? {
    let isHexadecimal = text.first == "x" || text.first == "X"
    let digits = text.dropFirst(isHexadecimal ? 1 : 0).prefix {
      isHexadecimal ? $0.properties.isASCIIHexDigit : "0"..."9" ~= $0
    }
    guard !digits.isEmpty else { return nil }
    let code = UInt32(String(String.UnicodeScalarView(digits)), radix: isHexadecimal ? 16 : 10) ?? .max
    let end = text.dropFirst((isHexadecimal ? 1 : 0) + digits.count).first == ";" ? 1 : 0
    return (scalars(code), 1 + (isHexadecimal ? 1 : 0) + digits.count + end)
  }

  private static func scalars(_ code: UInt32) -> [Unicode.Scalar] {
    if let scalar = WindowsCodePage.scalar(code) { return [scalar] }
    switch code {
    case 0, 0x110000..., 0xd800..<0xe000: return ["\u{fffd}"]
    case 1...8, 0xb, 0xe...0x1f, 0x7f...0x9f, 0xfdd0...0xfdef: return []
    case _ where code & 0xfffe == 0xfffe: return []
    default: return Unicode.Scalar(code).map { [$0] } ?? []
    }
  }

  private static let unterminated = Set(unterminatedNames.split(separator: " ").map(String.init))

  private static let codes = Dictionary(
    uniqueKeysWithValues: names.split(separator: " ").compactMap { entry -> (String, Unicode.Scalar)? in
      let parts = entry.split(separator: "=")
      return UInt32(parts[1], radix: 16).flatMap(Unicode.Scalar.init).map { (String(parts[0]), $0) }
    })

  private static let unterminatedNames = """
    AElig Aacute Acirc Agrave Aring Atilde Auml Ccedil ETH Eacute Ecirc Egrave Euml Iacute Icirc Igrave \
    Iuml Ntilde Oacute Ocirc Ograve Oslash Otilde Ouml THORN Uacute Ucirc Ugrave Uuml Yacute aacute \
    acirc acute aelig agrave amp aring atilde auml brvbar ccedil cedil cent copy curren deg divide \
    eacute ecirc egrave eth euml frac12 frac14 frac34 gt iacute icirc iexcl igrave iquest iuml laquo lt \
    macr micro middot nbsp not ntilde oacute ocirc ograve ordf ordm oslash otilde ouml para plusmn pound \
    quot raquo reg sect shy sup1 sup2 sup3 szlig thorn times uacute ucirc ugrave uml uuml yacute yen \
    yuml
    """

  /// Name=code in hexadecimal.
  private static let names = """
    AElig=c6 Aacute=c1 Acirc=c2 Agrave=c0 Alpha=391 Aring=c5 Atilde=c3 Auml=c4 Beta=392 Ccedil=c7 \
    Chi=3a7 Dagger=2021 Delta=394 ETH=d0 Eacute=c9 Ecirc=ca Egrave=c8 Epsilon=395 Eta=397 Euml=cb \
    Gamma=393 Iacute=cd Icirc=ce Igrave=cc Iota=399 Iuml=cf Kappa=39a Lambda=39b Mu=39c Ntilde=d1 Nu=39d \
    OElig=152 Oacute=d3 Ocirc=d4 Ograve=d2 Omega=3a9 Omicron=39f Oslash=d8 Otilde=d5 Ouml=d6 Phi=3a6 \
    Pi=3a0 Prime=2033 Psi=3a8 Rho=3a1 Scaron=160 Sigma=3a3 THORN=de Tau=3a4 Theta=398 Uacute=da Ucirc=db \
    Ugrave=d9 Upsilon=3a5 Uuml=dc Xi=39e Yacute=dd Yuml=178 Zeta=396 aacute=e1 acirc=e2 acute=b4 \
    aelig=e6 agrave=e0 alefsym=2135 alpha=3b1 amp=26 and=2227 ang=2220 aring=e5 asymp=2248 atilde=e3 \
    auml=e4 bdquo=201e beta=3b2 brvbar=a6 bull=2022 cap=2229 ccedil=e7 cedil=b8 cent=a2 chi=3c7 circ=2c6 \
    clubs=2663 cong=2245 copy=a9 crarr=21b5 cup=222a curren=a4 dArr=21d3 dagger=2020 darr=2193 deg=b0 \
    delta=3b4 diams=2666 divide=f7 eacute=e9 ecirc=ea egrave=e8 empty=2205 emsp=2003 ensp=2002 \
    epsilon=3b5 equiv=2261 eta=3b7 eth=f0 euml=eb euro=20ac exist=2203 fnof=192 forall=2200 frac12=bd \
    frac14=bc frac34=be frasl=2044 gamma=3b3 ge=2265 gt=3e hArr=21d4 harr=2194 hearts=2665 hellip=2026 \
    iacute=ed icirc=ee iexcl=a1 igrave=ec image=2111 infin=221e int=222b iota=3b9 iquest=bf isin=2208 \
    iuml=ef kappa=3ba lArr=21d0 lambda=3bb lang=2329 laquo=ab larr=2190 lceil=2308 ldquo=201c le=2264 \
    lfloor=230a lowast=2217 loz=25ca lrm=200e lsaquo=2039 lsquo=2018 lt=3c macr=af mdash=2014 micro=b5 \
    middot=b7 minus=2212 mu=3bc nabla=2207 nbsp=a0 ndash=2013 ne=2260 ni=220b not=ac notin=2209 \
    nsub=2284 ntilde=f1 nu=3bd oacute=f3 ocirc=f4 oelig=153 ograve=f2 oline=203e omega=3c9 omicron=3bf \
    oplus=2295 or=2228 ordf=aa ordm=ba oslash=f8 otilde=f5 otimes=2297 ouml=f6 para=b6 part=2202 \
    permil=2030 perp=22a5 phi=3c6 pi=3c0 piv=3d6 plusmn=b1 pound=a3 prime=2032 prod=220f prop=221d \
    psi=3c8 quot=22 rArr=21d2 radic=221a rang=232a raquo=bb rarr=2192 rceil=2309 rdquo=201d real=211c \
    reg=ae rfloor=230b rho=3c1 rlm=200f rsaquo=203a rsquo=2019 sbquo=201a scaron=161 sdot=22c5 sect=a7 \
    shy=ad sigma=3c3 sigmaf=3c2 sim=223c spades=2660 sub=2282 sube=2286 sum=2211 sup=2283 sup1=b9 \
    sup2=b2 sup3=b3 supe=2287 szlig=df tau=3c4 there4=2234 theta=3b8 thetasym=3d1 thinsp=2009 thorn=fe \
    tilde=2dc times=d7 trade=2122 uArr=21d1 uacute=fa uarr=2191 ucirc=fb ugrave=f9 uml=a8 upsih=3d2 \
    upsilon=3c5 uuml=fc weierp=2118 xi=3be yacute=fd yen=a5 yuml=ff zeta=3b6 zwj=200d zwnj=200c
    """
}

extension Unicode.Scalar.Properties {
  fileprivate var isAlphanumeric: Bool { isAlphabetic || numericType == .decimal }
}

/// What bytes 0x80 to 0x9f mean in Windows' western code page, as which they come more often than as controls.
enum WindowsCodePage {
  private static let upper: [UInt32] = [
    0x20ac, 0x81, 0x201a, 0x192, 0x201e, 0x2026, 0x2020, 0x2021, 0x2c6, 0x2030, 0x160, 0x2039, 0x152, 0x8d,
    0x17d,
    0x8f, 0x90, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x2dc, 0x2122, 0x161, 0x203a, 0x153,
    0x9d,
    0x17e, 0x178,
  ]

  /// The character of a code in 0x80...0x9f; nil for another.
  static func scalar(_ code: UInt32) -> Unicode.Scalar? {
    0x80...0x9f ~= code ? Unicode.Scalar(upper[Int(code) - 0x80]) : nil
  }
}
