import PostgresCatalog

/// What roles can do and nothing here prevents, and what is not judged at all: said aloud.
enum KnownRisk {
    static func notes(on subject: AccessSubject) -> [String] {
        administrator(subject) + largeObjects(subject) + restrictivePolicies(subject)
            + subject.policy.exempt.map { "\($0.object) is exempt from this proof: \($0.reason)" }
    }

    private static func administrator(_ subject: AccessSubject) -> [String] {
        let name = subject.policy.administrator
        guard let role = subject.catalog.role(name), role.createsRoles, !role.isSuperuser,
            subject.catalog.serverVersion < 160_000
        else { return [] }
        let major = subject.catalog.serverVersion / 10_000
        return [
            "\(name) has CREATEROLE: on PostgreSQL \(major) it can make itself a member of "
                + "pg_execute_server_program and run programs as the server's user. "
                + "Keep its password from every application."
        ]
    }

    /// What such a policy withholds hangs on its condition: a privilege that is held may give nothing.
    private static func restrictivePolicies(_ subject: AccessSubject) -> [String] {
        subject.tables.filter(\.hasRowSecurity).flatMap { table in
            table.policies.filter { !$0.isPermissive }.map {
                "Which rows the restrictive policy \($0.name) of \(table.label) withholds from "
                    + "\($0.roles.map(\.name).joined(separator: ", ")) is not judged."
            }
        }
    }

    private static func largeObjects(_ subject: AccessSubject) -> [String] {
        guard subject.policy.allowsLargeObjects, subject.catalog.largeObjectMakers.contains(.everyone) else {
            return []
        }
        return [
            "Every login can make large objects, even in a read-only transaction. To close that, as superuser: "
                + "REVOKE EXECUTE ON FUNCTION lo_creat(integer), lo_create(oid), lo_from_bytea(oid, bytea) "
                + "FROM PUBLIC; then declare large_objects: forbidden."
        ]
    }
}
