import Foundation
import Testing

/// `docs/migrations.md` and the tests say the same.
@Suite struct MigrationGuideTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..")
        .standardizedFileURL

    /// A row of the table of pains.
    private struct Pain {
        /// Their numbers; none where the row is about something without one.
        let numbers: [Int]
        /// The suites that answer them.
        let suites: [String]
    }

    private func pains() throws -> [Pain] {
        let page = try String(contentsOf: Self.root.appending(path: "docs/migrations.md"), encoding: .utf8)
        let table = page.components(separatedBy: "\n| Pain | Here | Test |\n").last ?? ""
        return table.split(separator: "\n", omittingEmptySubsequences: false).dropFirst().prefix { $0.hasPrefix("|") }
            .map { row in
                let cells = row.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
                let numbers = cells[0].prefix { $0 != ":" }.split(separator: ",").compactMap {
                    Int($0.trimmingCharacters(in: .whitespaces))
                }
                return Pain(
                    numbers: numbers, suites: cells[2].matches(of: #/`([A-Za-z]+)`/#).map { String($0.output.1) })
            }
    }

    /// The texts of the test files with a name, which more than one target may have.
    private func files() throws -> [String: String] {
        let tests = Self.root.appending(path: "Tests")
        let paths = try FileManager.default.subpathsOfDirectory(atPath: tests.path)
        return try paths.filter { $0.hasSuffix("Tests.swift") }.reduce(into: [:]) { files, path in
            let name = URL(filePath: path).deletingPathExtension().lastPathComponent
            files[name, default: ""] += try String(contentsOf: tests.appending(path: path), encoding: .utf8)
        }
    }

    @Test func everySuiteOfTheTableOfPainsHasATestNamedAfterEach() throws {
        let (pains, files) = (try pains(), try files())
        #expect(Set(pains.flatMap(\.numbers)).isSuperset(of: [1, 2, 3, 4, 5, 7, 11, 12, 13, 20]))
        for pain in pains {
            #expect(!pain.suites.isEmpty)
            for suite in pain.suites {
                let text = try #require(files[suite], "there is no suite \(suite)")
                for number in pain.numbers {
                    #expect(text.contains("\"pain \(number), "), "\(suite) has no test named after pain \(number)")
                }
            }
        }
    }
}
