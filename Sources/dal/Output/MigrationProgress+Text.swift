import Migrations
import PostgresCatalog

/// What a run's report is to whoever reads it.
enum ProgressText: Equatable {
    /// A line that stays.
    case lasting(String)
    /// What is going on just now.
    case passing(String)
}

extension MigrationProgress {
    /// In words; nil where there is nothing to say.
    var text: ProgressText? {
        switch self {
        case .waiting(let holder, let elapsed):
            .lasting(
                "waiting for \(holder?.description ?? "another runner"): it holds the migration lock (\(elapsed.seconds) s)"
            )
        case .statement(let number, let total, let summary): .passing("\(number)/\(total) \(summary)")
        case .underWay(let summary, let elapsed, let phase, let blockers):
            .passing(
                ["\(summary): \(elapsed.seconds) s", phase?.text, blockers.text].compactMap(\.self).joined(
                    separator: ", "))
        case .retrying(let version, let attempt, let delay, let reason, let blockers):
            .lasting(
                ["\(version.padded): met a lock (\(reason))", blockers.text].compactMap(\.self).joined(separator: ", ")
                    + "; attempt \(attempt) in \(delay.seconds) s")
        case .dropped(let index): .lasting("dropped the invalid index \(index)")
        case .finished(let direction, let version, let name, let duration):
            .lasting("\(direction.rawValue) \(version.padded) \(name) (\(duration.seconds) s)")
        case .started, .notice: nil
        }
    }
}

extension ServerPhase {
    /// `building index: scanning table 45 %`
    fileprivate var text: String { phase + (percent.map { " \($0) %" } ?? "") }
}

extension [BlockingSession] {
    /// nil when nobody is in the way.
    fileprivate var text: String? {
        isEmpty ? nil : "behind " + map(\.description).joined(separator: ", ")
    }
}
