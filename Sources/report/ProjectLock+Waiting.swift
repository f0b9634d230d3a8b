import Pipeline

/// Takes a project's lock; where another program has it, says so and waits.
func lock(_ project: ProjectFolder, for purpose: String) throws -> ProjectLock {
  try Interruption.heeded {
    try ProjectLock(project, purpose: purpose) { Console.shared.say("waiting for \($0)") }
  }
}
