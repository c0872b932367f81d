import ArgumentParser

/// How long and how often things are done in one run.
struct Effort: ParsableArguments {
    @Option(help: "How long a run that counts operations in a time takes, after a second's warm-up.")
    var seconds = 5.0

    @Option(help: "How often a run that times an operation repeats it.")
    var repeats = 5

    func validate() throws {
        guard seconds > 0, seconds <= 600 else { throw ValidationError("--seconds must be above 0, at most 600") }
        guard repeats >= 1 else { throw ValidationError("--repeats must be at least 1") }
    }
}
