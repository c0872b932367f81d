import Synchronization
import TestSupport

/// Work that must come to an end, well or badly.
///
/// Its task is not structured: a structured one would have to be waited for, and a hang would hang the test too.
final class Attempt<Value: Sendable>: Sendable {
    private let task: Task<Void, Never>
    private let ending: Ending

    private final class Ending: Sendable {
        let result = Mutex<Result<Value, any Error>?>(nil)
    }

    init(_ work: @escaping @Sendable () async throws -> Value) {
        let ending = Ending()
        self.ending = ending
        task = Task {
            let result: Result<Value, any Error>
            do {
                result = .success(try await work())
            } catch {
                result = .failure(error)
            }
            ending.result.withLock { $0 = result }
        }
    }

    func cancel() {
        task.cancel()
    }

    var hasEnded: Bool { ending.result.withLock { $0 != nil } }

    /// What it came to.
    ///
    /// - Throws: ``Hang`` when it does not end; never what the work threw.
    func result(within limit: Duration = .seconds(30)) async throws -> Result<Value, any Error> {
        _ = try await holds(within: limit) { hasEnded }
        guard let result = ending.result.withLock({ $0 }) else { throw Hang(limit: limit) }
        return result
    }

    /// What it came to.
    ///
    /// - Throws: ``Hang`` when it does not end; what the work threw.
    func value(within limit: Duration = .seconds(30)) async throws -> Value {
        try await result(within: limit).get()
    }
}

/// Something that must end did not.
struct Hang: Error, CustomStringConvertible {
    let limit: Duration

    var description: String { "it hangs: no end within \(limit)" }
}
