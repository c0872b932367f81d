import Crypto
import PostgresCatalog

/// Which migrations will be taken as applied to a database that has no history.
public struct AdoptionPlan: Sendable, Hashable {
    /// The newest version that is taken as applied.
    public let baseline: Int
    /// The migrations up to it, in order.
    public let files: [MigrationFile]
    /// SHA-256 over the versions and checksums, in lower-case hexadecimal.
    public let hash: String

    /// - Throws: `unknownTarget` when no file has the baseline's version; `historyExists` when the database has one.
    init(baseline: Int, files: [MigrationFile], history: [HistoryEntry]) throws(MigrationError) {
        try Self.refuse(history)
        guard files.contains(where: { $0.version == baseline }) else { throw .unknownTarget(baseline, files: files) }
        self.baseline = baseline
        self.files = files.filter { $0.version <= baseline }
        let lines = ["adopt \(baseline)"] + self.files.map { "\($0.version) \($0.checksum)" }
        hash = SHA256.hash(data: Array(lines.joined(separator: "\n").utf8)).hexadecimal
    }

    /// - Throws: `historyExists` when there is one.
    static func refuse(_ history: [HistoryEntry]) throws(MigrationError) {
        guard let newest = history.map(\.version).max() else { return }
        throw MigrationError(
            .historyExists, "the database has a history already; the newest version in it is \(newest)",
            advice: "It was adopted or migrated before: dal migrate status says where it stands.")
    }
}
