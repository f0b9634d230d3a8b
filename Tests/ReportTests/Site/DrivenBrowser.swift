import Testing

/// Tests that drive a browser, one after another: several at once only wait for each other.
@Suite(.enabled(if: Tools.has("chromium"), "chromium is not installed"), .serialized) enum DrivenBrowser {}
