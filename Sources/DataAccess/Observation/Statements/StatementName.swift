/// What a statement is called where its text has no place: in log lines, metrics and spans. It holds no value.
public struct StatementName: Sendable, Hashable {
    /// What it does to what, such as `SELECT vendors`: OpenTelemetry's `db.query.summary`.
    public var summary: String
    /// What it does, such as `SELECT`: OpenTelemetry's `db.operation.name`.
    public var operation: String
    /// The same for all texts that differ in nothing but their values and their layout; nil when nobody worked it out.
    public var fingerprint: String?

    /// Makes a name of its parts.
    ///
    /// - Parameters:
    ///   - summary: What it does to what, without a value; it becomes the name of spans and a label of metrics.
    ///   - operation: What it does.
    ///   - fingerprint: The same for all texts that mean the same statement.
    public init(summary: String, operation: String, fingerprint: String? = nil) {
        self.summary = summary
        self.operation = operation
        self.fingerprint = fingerprint
    }

    /// What statements are counted under that came after the room for names was full.
    static let other = StatementName(summary: "other", operation: "OTHER")
}
