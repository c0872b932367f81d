import Glibc
import Testing
import TestSupport

@testable import LocalPostgres

@Suite struct InstallationTests {
    @Test func takesTheHighestVersionOrTheOneAskedFor() {
        let found = [9, 14, 15, 17, 16].map { PostgresInstallation(binaryDirectory: "/\($0)", majorVersion: $0) }
        #expect(PostgresInstallation.best(of: found, majorVersion: nil)?.majorVersion == 17)
        #expect(PostgresInstallation.best(of: found, majorVersion: 16)?.binaryDirectory == "/16")
        #expect(PostgresInstallation.best(of: found, majorVersion: 14) == nil, "older than what is supported")
        #expect(PostgresInstallation.best(of: [], majorVersion: nil) == nil)
    }

    @Test(
        arguments: [
            ("/usr/lib/postgresql/15/bin", 15), ("/usr/pgsql-17/bin", 17), ("/usr/local/bin", nil), ("/", nil),
        ] as [(String, Int?)])
    func readsTheVersionFromAPath(_ path: String, _ version: Int?) {
        #expect(PostgresInstallation.version(named: path) == version)
    }

    @Test(
        arguments: [
            ("postgres (PostgreSQL) 15.14 (Debian 15.14-0+deb12u1)\n", 15), ("postgres (PostgreSQL) 18beta1\n", 18),
            ("sh: not found", nil), ("", nil),
        ] as [(String, Int?)])
    func readsTheVersionFromAnAnswer(_ text: String, _ version: Int?) {
        #expect(PostgresInstallation.version(answered: text) == version)
    }

    @Test func saysWhereItLookedAndWhatToInstall() throws {
        let error = try #require(throws: LocalPostgresError.self) {
            try PostgresInstallation.find(binaryDirectory: "/nowhere")
        }
        #expect(error.code == .notInstalled)
        #expect(error.description.contains("looked in /nowhere"))
        #expect(error.description.contains("apt-get install postgresql"))
    }

    @Test func asksAProgramWhosePathDoesNotTell() throws {
        let scratch = try Scratch()
        let directory = try scratch.programs(version: "16.2", in: "it's here")
        let found = try PostgresInstallation.find(binaryDirectory: directory)
        #expect(found.majorVersion == 16)
        #expect(found.path(of: "psql") == "\(directory)/psql")
    }
}
