import AccessControl
import PostgresCatalog
import Testing

/// One thing gone wrong in the small database, and what must be said about it: no less, and nothing else.
struct SeededFault: Sendable, CustomTestStringConvertible {
    let name: String
    let expected: [String]
    /// What is declared otherwise than for the small database.
    let declare: @Sendable (inout AccessPolicy) -> Void
    let apply: @Sendable (inout CatalogSnapshot) -> Void

    var testDescription: String { name }

    init(
        _ name: String, _ expected: String..., apply: @escaping @Sendable (inout CatalogSnapshot) -> Void
    ) {
        self.init(name, expected, declare: { _ in }, apply: apply)
    }

    init(
        _ name: String, _ expected: [String], declare: @escaping @Sendable (inout AccessPolicy) -> Void,
        apply: @escaping @Sendable (inout CatalogSnapshot) -> Void
    ) {
        self.name = name
        self.expected = expected
        self.declare = declare
        self.apply = apply
    }

    static let all = ofRoles + ofGrants + ofObjects + ofSchemas

    func policy() throws -> AccessPolicy {
        var policy = try SmallFleet.policy()
        declare(&policy)
        return policy
    }
}
