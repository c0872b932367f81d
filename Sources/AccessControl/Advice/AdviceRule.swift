import PostgresCatalog

/// One thing to look for in any database, without a policy that says how it should be.
struct AdviceRule: Sendable {
    let name: String
    let title: String
    let level: Advice.Level
    let remediation: String
    /// Whether it can judge only where it is known how passwords are kept.
    var needsPasswords = false
    let find: @Sendable (AdvisedServer) -> [(object: String, detail: String)]

    static let all = ofTables + ofGrants + ofRoles
}
