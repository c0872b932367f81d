import PostgresCatalog

/// One thing to look for in any database.
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
    /// Whether it finds several things at one object, which only the detail tells apart.
    var findsSeveral = false
    var needs: Knowledge?
    /// Whether it compares with an `access.yaml`, and so finds nothing without one.
    var comparesWithPolicy = false
    /// Whether what it found at an object is meant to be so, as far as the policy tells beside what is exempt.
    var isDeclared: (@Sendable (AdvisedServer, AccessPolicy, _ label: String) -> Bool)?
    let find: @Sendable (AdvisedServer) -> [(object: AdvisedObject, detail: String)]

    static let all = ofPolicy + ofTables + ofGrants + ofExtensions + ofRoles + ofServer
}
