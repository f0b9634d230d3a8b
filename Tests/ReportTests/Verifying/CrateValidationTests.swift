import Foundation
import TestSupport
import Testing

/// The crate of a published site before the validator of its profile.
@Suite struct CrateValidationTests {
  /// Makes a folder with the validator's packages; they are fetched once for all test runs of a machine.
  private static let install = """
    import pathlib, subprocess, sys, tempfile
    folder = pathlib.Path(sys.argv[1])
    if not folder.exists():
        with tempfile.TemporaryDirectory(dir=folder.parent) as place:
            subprocess.check_call([sys.executable, "-m", "pip", "install", "-q", "--disable-pip-version-check",
                                   "--target", place + "/new", "roc-validator==0.13.0", "rocrate==0.16.0"],
                                  stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            pathlib.Path(place + "/new").rename(folder)
    """

  /// Validates a crate offline. The two contexts that it names are put into the validator's cache: the terms as the package
  /// rocrate has them, of a later version, in which one term leads elsewhere than in the one that the profile asks for.
  private static let validate = """
    import io, json, pathlib, sys, tempfile
    sys.path.insert(0, sys.argv[1])
    import requests, requests_cache, rocrate, urllib3
    from rocrate_validator import models, services

    context = json.loads((pathlib.Path(rocrate.__file__).parent / "data" / "ro-crate.jsonld").read_text())
    context["@context"]["ComputationalWorkflow"] = "https://bioschemas.org/ComputationalWorkflow"
    seeds = {
        "https://w3id.org/ro/crate/1.1/context": json.dumps(context),
        "https://w3id.org/ro/terms/workflow-run/context": json.dumps({"@context": {}}),
    }

    class Seeds(requests.adapters.HTTPAdapter):
        def send(self, request, **_):
            raw = urllib3.HTTPResponse(
                body=io.BytesIO(seeds[request.url].encode()), status=200, preload_content=False,
                headers={"Content-Type": "application/ld+json"}, request_method="GET", request_url=request.url)
            return self.build_response(request, raw)

    with tempfile.TemporaryDirectory() as place:
        with requests_cache.CachedSession(place + "/cache", expire_after=-1) as session:
            session.mount("https://", Seeds())
            for url in seeds: session.get(url).raise_for_status()
        result = services.validate(services.ValidationSettings(
            rocrate_uri=sys.argv[2], profile_identifier="provenance-run-crate", offline=True,
            requirement_severity=models.Severity.REQUIRED, cache_path=place + "/cache"))
        print("passed" if result.passed() else "failed")
        for issue in sorted({f"{issue.check.identifier} {issue.message}" for issue in result.get_issues()}): print(issue)
    """

  private static func python(_ script: String, _ arguments: String...) throws -> (
    status: Int32, output: String
  ) {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", "-c", script] + arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: data, as: UTF8.self))
  }

  @Test("it meets what a Provenance Run Crate requires, and a broken one does not") func valid() throws {
    let packages = FileManager.default.temporaryDirectory.appending(path: "report-crate-validator-0.13.0")
      .path
    // Where the packages cannot be had, the crate's own test remains.
    guard try Self.python(Self.install, packages).status == 0 else {
      try Test.cancel("no package can be fetched")
    }
    let project = try Scratch.locked()
    let site = project.url("site").path
    let outcome = try Self.python(Self.validate, packages, site)
    #expect(outcome.output == "passed\n")
    try project.replace("\"HowTo\"", with: "\"HowToSection\"", in: "site/ro-crate-metadata.json")
    #expect(
      try Self.python(Self.validate, packages, site).output
        == "failed\nprovenance-run-crate-0.5_2.1 A ComputationalWorkflow that links to steps MUST have the HowTo type\n"
    )
  }
}
