import PostgresDriver
import Testing

@testable import DataAccess

/// One way in which a login can be too powerful, and what must be said about it.
struct StartupFault: Sendable, CustomTestStringConvertible {
    let name: String
    /// Run by the superuser. `W`, `R`, `A` stand for the logins, `G` and `H` for two groups without login.
    let statements: [String]
    let expected: String

    var testDescription: String { name }

    init(_ name: String, _ statements: String..., expected: String) {
        self.name = name
        self.statements = statements
        self.expected = expected
    }

    static let all: [StartupFault] = [
        StartupFault("a superuser", "ALTER ROLE W SUPERUSER", expected: "W is a superuser: ALTER ROLE W NOSUPERUSER"),
        StartupFault(
            "BYPASSRLS", "ALTER ROLE W BYPASSRLS",
            expected: "W has BYPASSRLS, with which it sees every tenant's rows: ALTER ROLE W NOBYPASSRLS"),
        StartupFault("CREATEROLE", "ALTER ROLE R CREATEROLE", expected: "R has CREATEROLE"),
        StartupFault("CREATEDB", "ALTER ROLE W CREATEDB", expected: "W has CREATEDB"),
        StartupFault("REPLICATION", "ALTER ROLE R REPLICATION", expected: "R has REPLICATION"),
        StartupFault(
            "a superuser by SET ROLE alone", "ALTER ROLE W NOINHERIT", "GRANT postgres TO W",
            expected: "W can act as postgres, which is a login, not a group, and is a superuser: "
                + "REVOKE postgres FROM W"),
        StartupFault(
            "BYPASSRLS of a group, by SET ROLE alone", "ALTER ROLE W NOINHERIT", "ALTER ROLE G BYPASSRLS",
            "GRANT G TO W",
            expected: "W can act as G, which has BYPASSRLS, with which it sees every tenant's rows: "
                + "ALTER ROLE G NOBYPASSRLS"),
        StartupFault(
            "programs on the server, through two groups", "GRANT pg_execute_server_program TO H", "GRANT H TO G",
            "GRANT G TO W",
            expected: "W can act as pg_execute_server_program through G and H, "
                + "which runs programs as the server's operating system user: REVOKE pg_execute_server_program FROM H"),
        StartupFault(
            "files of the server", "GRANT pg_read_server_files TO R",
            expected: "R can act as pg_read_server_files, which reads any file"),
        StartupFault("every table", "GRANT pg_read_all_data TO R", expected: "R can act as pg_read_all_data"),
        StartupFault("others' statements", "GRANT pg_monitor TO W", expected: "W can act as pg_monitor"),
        StartupFault(
            "ownership of a table", "CREATE TABLE own (id int8)", "ALTER TABLE own OWNER TO W",
            expected: "W owns table public.own: REASSIGN OWNED BY W TO the administrator"),
        StartupFault(
            "ownership through a group", "CREATE TABLE own (id int8)", "ALTER TABLE own OWNER TO G", "GRANT G TO W",
            expected: "W can act as G, which owns table public.own: REASSIGN OWNED BY G TO the administrator"),
        StartupFault("ownership of a schema", "CREATE SCHEMA theirs AUTHORIZATION R", expected: "R owns schema theirs"),
        StartupFault(
            "ownership of a function", "CREATE FUNCTION one() RETURNS int LANGUAGE sql AS 'SELECT 1'",
            "ALTER FUNCTION one() OWNER TO W", expected: "W owns function public.one()"),
        StartupFault("ownership of the database", "ALTER DATABASE D OWNER TO W", expected: "W owns database D"),
        StartupFault(
            "ADMIN OPTION", "GRANT G TO W WITH ADMIN OPTION",
            expected: "W can act as G, which is held WITH ADMIN OPTION: REVOKE ADMIN OPTION FOR G FROM W"),
        StartupFault(
            "the admin login", "GRANT A TO W",
            expected:
                "W can act as A, which is the login of the admin pool, and owns sequence public.notes_id_seq, table public.notes: REVOKE A FROM W"
        ),
        StartupFault(
            "another pool's login", "GRANT W TO R",
            expected: "R can act as W, which is the login of the webapp pool: REVOKE W FROM R"),
    ]
}
