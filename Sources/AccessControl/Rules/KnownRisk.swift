import PostgresCatalog

/// What the administrator can do beyond owning the database, said aloud because nothing here can prevent it.
enum AdministratorRisk {
    static func notes(on subject: AccessSubject) -> [String] {
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
}
