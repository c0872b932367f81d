import Configuration
import FoundationEssentials
import Testing

@testable import DataAccess

@Suite("Environment files")
struct EnvironmentFileTests {
    @Test(".env.<environment> goes before .env; both are read; missing files count as empty")
    func precedence() async throws {
        try await withDirectory { directory in
            try write("DAL_TEST_A=base\nDAL_TEST_B=base\n", to: "\(directory)/.env")
            try write("DAL_TEST_B=staging\n", to: "\(directory)/.env.staging")
            let reader = try await DatabaseConfiguration.environmentReader(directory: directory, environment: "staging")
            #expect(reader.string(forKey: "dal.test.a") == "base")
            #expect(reader.string(forKey: "dal.test.b") == "staging")
            let plain = try await DatabaseConfiguration.environmentReader(directory: directory, environment: "absent")
            #expect(plain.string(forKey: "dal.test.b") == "base")
        }
    }

    @Test("the process's own environment goes before both")
    func processWins() async throws {
        try await withDirectory { directory in
            try write("PATH=/nowhere\n", to: "\(directory)/.env")
            let reader = try await DatabaseConfiguration.environmentReader(directory: directory)
            #expect(reader.string(forKey: "path") != "/nowhere")
        }
    }

    private func write(_ text: String, to path: String) throws {
        try Data(text.utf8).write(to: URL(filePath: path))
    }

    private func withDirectory(_ body: (String) async throws -> Void) async throws {
        let directory = FileManager.default.temporaryDirectory.appending(path: "dal-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: directory) }
        try await body(directory.path())
    }
}
