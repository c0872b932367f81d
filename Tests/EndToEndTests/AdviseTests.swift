import ProcessSupervision
import Testing

@Suite("dal access advise", .timeLimit(.minutes(5)))
struct AdviseTests {
    @Test("every database of the server under its name, or one by --database; both is a mistake")
    func databases() async throws {
        let workplace = try await Workplace.provisioned()
        let declared = try await workplace.dal("access", "advise")
        #expect(declared.status == .exited(0), "\(declared.output)\(declared.errors)")
        let all = try await workplace.dal("access", "advise", "--all-databases")
        #expect(all.status == .exited(3), "\(all.errors)")
        #expect(all.lines.first == "the server:")
        #expect(all.lines.contains("database fleetdb:"), "\(all.output)")
        // Fleet's bootstrap takes CONNECT on the other databases from everyone.
        let template = "ERROR database_not_judged: database template1 cannot be read as fleetadmin (42501)"
        #expect(all.output.contains(template))
        let one = try await workplace.dal("access", "advise", "--database", "fleetdb", "--format", "junit")
        #expect(one.output.contains("<testsuite name=\"dal access advise\" "), "\(one.errors)")
        #expect(one.status == .exited(0), "\(one.output)")
        let both = try await workplace.dal("access", "advise", "--all-databases", "--database", "fleetdb")
        #expect(both.status == .exited(64))
    }
}
