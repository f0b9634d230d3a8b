import Foundation
import TestSupport
import Testing

extension DrivenBrowser {
  /// The page of a block that runs.
  @Suite(.enabled(if: Program.isOptimized && Tools.has("node"))) struct RunningBlockPageTests {
    @Test("text comes at once while a block runs, whose progress and newest figure the page shows")
    func text()
      throws
    {
      let project = try RunningBlockTests.endless()
      let served = try ServedReport(project)
      try RunningBlockTests.waitUntilTraining(served)
      let browser = try Browser()
      try browser.open(served.address(of: "02-training.html"))
      try browser.waitAcrossLoads(
        for: "document.querySelector('#denoiser .missing')?.textContent.includes('It is being made: step ')")
      try browser.waitAcrossLoads(
        for: "document.getElementById('report-preview').shadowRoot.querySelector('img')?.naturalWidth > 0")
      #expect(try browser.text(of: "#denoiser figcaption").contains("(missing)"))
      try project.replace("## The loss", with: "## The loss as it falls", in: "report/02-training.md")
      try browser.waitAcrossLoads(for: "document.querySelector('h2')?.textContent === 'The loss as it falls'")
      #expect(try served.state().running?.id == "denoiser")
      #expect(
        try served.page("01-data.html").contains("figures/digits/panel-1-1.png"), "what has ended is there")
      #expect(!project.exists("site"))
      // Other options: the long training ends, the short one begins and ends, and all is there.
      try project.replace(RunningBlockTests.long, with: RunningBlockTests.short, in: "report/02-training.md")
      try browser.waitAcrossLoads(
        for: "document.querySelector('#denoiser svg') && !document.querySelector('.missing')")
      try served.wait(for: "the end") { try served.state().running == nil }
      #expect(try project.run("status").output.hasSuffix("0 of 6 blocks would run (profile quick)\n"))
    }
  }
}
