import Pipeline

/// Where the links of a report lead, and the places on its pages to which they can: worked out once for the check and the
/// pages.
struct ReportLinks: Sendable {
  let targets: LinkTargets
  let anchors: [String: PageAnchors]

  init(_ report: Report) { (targets, anchors) = (LinkTargets(report), PageAnchors.all(of: report)) }

  /// What the headings of a page are called in addresses, in reading order.
  func headings(on page: String) -> [String] { anchors[page]?.headings ?? [] }
}
