import Foundation
import Testing
import TestSupport

@testable import Migrations

@Suite struct MigrationDirectoryTests {
    @Test func readsFilesByVersionAndLeavesOthersAlone() throws {
        try withDirectory([
            "1000_last.sql": "SELECT 1", "031_b.sql": "SELECT 1", "002_a.sql": "SELECT 1", "README.md": "text",
            ".#031_b.sql": "x",
        ]) { path in
            let files = try MigrationDirectory.load(path)
            #expect(files.map(\.version) == [2, 31, 1000])
        }
    }

    @Test func twoFilesOfOneVersionAreRefused() throws {
        try withDirectory(["031_a.sql": "SELECT 1", "0031_b.sql": "SELECT 1"]) { path in
            let error = #expect(throws: MigrationError.self) { try MigrationDirectory.load(path) }
            #expect(error?.code == .duplicateVersion)
            #expect(
                error?.description.contains("031_a.sql") == true && error?.description.contains("0031_b.sql") == true)
        }
    }

    @Test func aFolderThatIsNotThereIsRefused() {
        let error = #expect(throws: MigrationError.self) { try MigrationDirectory.load("/nonexistent/migrations") }
        #expect(error?.code == .unreadable && error?.file == "/nonexistent/migrations")
    }

    @Test func aFileThatCannotBeReadIsRefused() throws {
        try withDirectory([:]) { path in
            try FileManager.default.createDirectory(atPath: "\(path)/031_a.sql", withIntermediateDirectories: false)
            let error = #expect(throws: MigrationError.self) { try MigrationDirectory.load(path) }
            #expect(error?.code == .unreadable && error?.file == "031_a.sql")
        }
    }

    @Test func gapsLieBetweenVersionsOnly() throws {
        try withDirectory(["030_a.sql": "SELECT 1", "031_b.sql": "SELECT 1", "035_c.sql": "SELECT 1"]) { path in
            let files = try MigrationDirectory.load(path)
            #expect(MigrationDirectory.gaps(in: files) == [32...34])
        }
    }

    private func withDirectory(_ files: [String: String], _ body: (String) throws -> Void) throws {
        let scratch = try Scratch()
        for (name, text) in files { try scratch.write(text, to: name) }
        try withExtendedLifetime(scratch) { try body(scratch.path) }
    }
}
