import TestSupport
import Testing

@Suite("What the macros say and write", .serialized)
struct SnapshotTests {
    @Test("every misuse is told at its line and column, with an edit where one is obvious")
    func misuse() async throws {
        let snapshot = Snapshot("Misuse")
        let seen = try await SnippetCompiler.output(
            of: snapshot.source, arguments: ["-diagnostic-style", "llvm"])
        let committed = try snapshot.text(seen)
        #expect(seen == committed)
    }

    @Test("the code of one table")
    func expansion() async throws {
        let snapshot = Snapshot("Expansion")
        let output = try await SnippetCompiler.output(
            of: snapshot.source, arguments: ["-Xfrontend", "-dump-macro-expansions"])
        let seen = Self.code(in: output)
        let committed = try snapshot.text(seen)
        #expect(seen == committed)
    }

    /// The written code alone, without the names of the files it was written to; `@Column` writes none.
    private static func code(in output: String) -> String {
        let lines = output.split(separator: "\n", omittingEmptySubsequences: false)
        return lines.filter { !$0.hasPrefix("@__swiftmacro") && !$0.hasPrefix("------") }.joined(separator: "\n")
            .replacing("\n\n\n", with: "\n").trimmed
    }
}

extension String {
    /// Without empty lines at its ends.
    fileprivate var trimmed: String {
        let lines = split(separator: "\n", omittingEmptySubsequences: false).drop(while: \.isEmpty)
        return lines.reversed().drop(while: \.isEmpty).reversed().joined(separator: "\n") + "\n"
    }
}
