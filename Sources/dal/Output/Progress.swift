/// Tells on standard error what is being done and what came of it, with the time it took.
struct Progress: Sendable {
    private let terminal = Terminal.standardError
    private let clock = ContinuousClock()
    private let passing = PassingLine()

    /// Does one step.
    ///
    /// - Parameters:
    ///   - activity: What is being done, such as `starting PostgreSQL`; shown while it lasts when a person watches.
    ///   - outcome: Says what came of it; `nil` says nothing, because nothing was to be done.
    ///   - body: Does it.
    /// - Returns: What `body` returns.
    func step<Result>(
        _ activity: String, saying outcome: (Result) -> String?, _ body: () async throws -> Result
    ) async throws -> Result {
        if terminal.isInteractive { terminal.write("  … \(activity)") }
        let start = clock.now
        do {
            let result = try await body()
            clearLine()
            if let outcome = outcome(result) { terminal.line("  ✓ \(outcome) (\((clock.now - start).seconds) s)") }
            return result
        } catch {
            clearLine()
            terminal.line("  ✗ \(activity)")
            throw error
        }
    }

    /// Does a step whose result is what came of it; `nil` says nothing.
    func step(_ activity: String, _ body: () async throws -> String?) async throws {
        _ = try await step(activity, saying: { $0 }, body)
    }

    /// Says what a report comes to, if anything.
    func tell(_ text: ProgressText?) {
        switch text {
        case .lasting(let text)?: note(text)
        case .passing(let text)?: passing.show(text, on: terminal)
        case nil: break
        }
    }

    /// Says something in between.
    func note(_ text: String) {
        clearLine()
        terminal.line("  · \(text)")
    }

    private func clearLine() {
        if terminal.isInteractive { terminal.write("\r\u{1B}[K") }
    }
}

extension Duration {
    /// Seconds with one decimal.
    var seconds: String {
        let tenths = Int((self / .milliseconds(100)).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }
}
