import ProcessSupervision
import Testing

@Suite("dal schema check", .timeLimit(.minutes(5)))
struct SchemaCheckTests {
    @Test("agrees with the migrations, and names what has moved away from the declarations")
    func drift() async throws {
        let workplace = try await Workplace.provisioned()
        let agreed = try await workplace.dal("schema", "check")
        #expect(agreed.status == .exited(0), "\(agreed.output)\(agreed.errors)")
        let moved = try await workplace.dal(
            "psql", "--as", "admin", "--", "-c", "ALTER TABLE vendors ALTER COLUMN name DROP NOT NULL, DROP COLUMN zip")
        #expect(moved.status == .exited(0), "\(moved.errors)")
        let drifted = try await workplace.dal("schema", "check")
        #expect(drifted.status == .exited(2))
        #expect(drifted.output.contains("zip") && drifted.output.contains("name"), "\(drifted.output)")
    }

    @Test("a program that is not there is named by its whole path")
    func missingProgram() async throws {
        let workplace = try await Workplace.provisioned()
        let result = try await workplace.dal("schema", "check", "--program", "./nowhere")
        #expect(result.status == .exited(1))
        #expect(result.errors.contains("/nowhere cannot be run: No such file or directory"), "\(result.errors)")
    }
}
