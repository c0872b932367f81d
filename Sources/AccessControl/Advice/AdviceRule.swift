import PostgresCatalog

/// One thing to look for in any database, without a policy that says how it should be.
struct AdviceRule: Sendable {
    let name: String
    let title: String
    let level: Advice.Level
    let remediation: String
    let find: @Sendable (AdvisedServer) -> [(object: String, detail: String)]

    static let all = ofTables + ofGrants + ofRoles
}
