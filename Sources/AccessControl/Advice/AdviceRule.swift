import PostgresCatalog

/// One thing to look for in any database, without a policy that says how it should be.
struct AdviceRule: Sendable {
    /// What has to be known for a rule to judge, beside what every login may read.
    enum Knowledge: Hashable, Sendable {
        /// How passwords are kept.
        case passwords
        /// The lines of `pg_hba.conf`.
        case hostRules
    }

    /// Where what a rule finds can be.
    enum Place: Hashable, Sendable {
        case server, database
    }

    let name: String
    let title: String
    let level: Advice.Level
    let remediation: String
    var places: Set<Place> = [.database]
    var needs: Knowledge?
    let find: @Sendable (AdvisedServer) -> [(object: AdvisedObject, detail: String)]

    static let all = ofTables + ofGrants + ofExtensions + ofRoles + ofServer
}
