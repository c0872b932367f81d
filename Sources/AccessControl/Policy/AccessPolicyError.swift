/// Why an `access.yaml` cannot be used: where, what, and what is allowed instead.
public struct AccessPolicyError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The file.
    public let file: String
    /// The line, from 1; nil when the whole file is meant.
    public let line: Int?
    /// The column, from 1; nil when the whole file is meant.
    public let column: Int?
    /// What is wrong, and what is allowed instead.
    public let problem: String

    /// `fleet/access.yaml:4:7: …`
    public var description: String {
        guard let line, let column else { return "\(file): \(problem)" }
        return "\(file):\(line):\(column): \(problem)"
    }
}
