import FoundationEssentials
import LocalPostgres
import PostgresDriver

/// The private server that a copy is made on.
struct RehearsalServer: Sendable {
    private let server: PrivateServer
    private let password: String

    /// Starts one of the original's version, in a folder that is removed when this process ends, however it does.
    static func start(majorVersion: Int) async throws(MigrationError) -> RehearsalServer {
        let homes = EphemeralHomes(prefix: "dal-rehearsal-")
        homes.removeStale()
        let password = UUID().uuidString + UUID().uuidString
        do {
            var configuration = PrivateServer.Configuration(
                home: homes.newHome(), ephemeral: true, superuserPassword: password)
            configuration.binaryDirectory = try PostgresInstallation.find(majorVersion: majorVersion).binaryDirectory
            return RehearsalServer(server: try await PrivateServer.start(configuration), password: password)
        } catch {
            throw MigrationError(
                error.code == .cancelled ? .cancelled : .rehearsalImpossible,
                "no private server for the rehearsal: \(error.description)")
        }
    }

    /// Stops it, which removes its files. That it had to be forced is of no interest.
    func remove() async {
        try? await server.stop()
    }

    /// Makes the original anew: roles, database, what is in it. The administrator gets the server's own password, since
    /// nobody's is copied.
    func copy(
        _ original: OriginalDatabase, from source: ConnectionConfiguration, withRows: Bool
    ) async throws(MigrationError) -> RehearsalCopy {
        let template = connection(user: PrivateServer.superuser, database: "template1")
        let (roles, creation, properties) = (original.roles, original.creation, original.properties)
        let (administrator, database, password) = (source.user, source.database, password)
        try await withConnection(to: template, while: "copying the roles") { connection throws(DatabaseError) in
            for role in roles { _ = try await connection.query(role) }
            let verifier = try await connection.scramVerifier(password: password, user: administrator)
            _ = try await connection.query(
                "ALTER ROLE \(try Identifier(administrator)) PASSWORD \(SQL(verbatim: "'\(verifier)'"))")
            _ = try await connection.query("DROP DATABASE IF EXISTS \(try Identifier(database))")
            _ = try await connection.query(creation)
        }
        let copy = RehearsalCopy(
            administrator: connection(user: administrator, database: database),
            superuser: connection(user: PrivateServer.superuser, database: database))
        try await restore(source, into: copy, original, withRows: withRows)
        try await withConnection(to: template, while: "copying the database's grants") {
            connection throws(DatabaseError) in
            for property in properties { _ = try await connection.query(property) }
        }
        return copy
    }

    private func connection(user: String, database: String) -> ConnectionConfiguration {
        server.connection(user: user, database: database, password: { [password] in password })
    }

    /// A subscription would fetch data into the copy; a tablespace is a folder of the original's machine.
    private func restore(
        _ source: ConnectionConfiguration, into copy: RehearsalCopy, _ original: OriginalDatabase, withRows: Bool
    ) async throws(MigrationError) {
        let dump = "\(server.directory)/original.dump"
        let common = ["--format=custom", "--compress=0", "--no-subscriptions", "--file=\(dump)"]
        let restoring = ["--exit-on-error", "--no-tablespaces", "--dbname=\(copy.superuser.database)", dump]
        try await run("pg_dump", common + (withRows ? [] : ["--schema-only"]), as: source)
        try await run("pg_restore", restoring, as: copy.superuser)
        guard !withRows, original.hasHistory else { return }
        // What is applied has to be known all the same.
        try await run("pg_dump", common + ["--data-only", "--table=dal.migration_*"], as: source)
        try await run("pg_restore", restoring, as: copy.superuser)
    }

    private func run(
        _ program: String, _ arguments: [String], as configuration: ConnectionConfiguration
    ) async throws(MigrationError) {
        try await ClientProgram(
            name: program, path: server.installation.path(of: program), folder: server.directory,
            failure: .rehearsalImpossible
        ).run(arguments, as: configuration)
    }
}
