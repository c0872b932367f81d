import Foundation

extension PoolReport {
    /// As it is encoded.
    static let schema = Schema.named(
        "PoolReport",
        .object(
            ObjectSchema([
                "takenAt": .format(.dateTime), "pools": .map(of: pool),
                "statements": .array(of: statement, minimum: 0, maximum: mostStatements),
            ])))

    private static let milliseconds = Schema.number(minimum: 0, maximum: nil)

    private static let pool = Schema.object(
        ObjectSchema([
            "total": .wholeNumber, "idle": .wholeNumber, "inUse": .wholeNumber, "opening": .wholeNumber,
            "closing": .wholeNumber, "waiting": .wholeNumber, "max": .wholeNumber, "leases": .wholeNumber,
            "timeouts": .wholeNumber, "sheds": .wholeNumber, "failedConnects": .wholeNumber,
            "waitP95Ms": milliseconds,
        ]))

    private static let statement = Schema.object(
        ObjectSchema(
            members: [.init(name: "fingerprint", schema: .text(TextSchema()), isRequired: false)]
                + ObjectSchema([
                    "pool": .text(TextSchema()), "summary": .text(TextSchema()), "callSite": .text(TextSchema()),
                    "count": .wholeNumber, "errors": .wholeNumber, "rows": .wholeNumber, "totalMs": milliseconds,
                    "p50Ms": milliseconds, "p95Ms": milliseconds, "p99Ms": milliseconds, "maxMs": milliseconds,
                ]).members))
}
