import Synchronization

@testable import DataAccess

/// Names a statement by its first word and the one after FROM, in capitals, and counts how often it was asked.
final class UpperCaseNaming: StatementNaming {
    private let texts = Mutex<[String]>([])

    /// What it was asked for.
    var asked: [String] { texts.withLock { $0 } }

    func name(of text: String) -> StatementName? {
        texts.withLock { $0.append(text) }
        let words = text.uppercased().split(separator: " ")
        guard let operation = words.first, let from = words.firstIndex(of: "FROM"), from + 1 < words.count else {
            return nil
        }
        return StatementName(
            summary: "\(operation) \(words[from + 1])", operation: "\(operation)",
            fingerprint: "\(operation)-\(words[from + 1])")
    }
}
