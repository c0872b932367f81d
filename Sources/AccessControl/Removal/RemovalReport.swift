/// That roles are gone, and what proves it.
public struct RemovalReport: Codable, Hashable, Sendable {
    /// What was there before.
    public let survey: RemovalSurvey
    /// How many sessions were ended.
    public let sessionsEnded: Int
    /// What was looked for afterwards, with how many rows were found: all are 0.
    public let rowsLeft: [String: Int]
    /// The logins that were tried and refused.
    public let refusedLogins: [String]

    /// For people.
    public var text: String {
        var lines: [String] = []
        if !survey.roles.isEmpty {
            lines.append(
                "\(survey.roles.joined(separator: ", ")) taken away: \(sessionsEnded.of("session")) ended, "
                    + "grants undone in \(survey.databases.joined(separator: ", "))")
        }
        if !survey.absent.isEmpty { lines.append("\(survey.absent.joined(separator: ", ")) did not exist any more") }
        lines += survey.notes
        lines += rowsLeft.sorted { $0.key < $1.key }.map { "\($0.value.of("row")) in \($0.key)" }
        lines += refusedLogins.map { "login as \($0): refused" }
        return lines.joined(separator: "\n") + "\n"
    }
}
