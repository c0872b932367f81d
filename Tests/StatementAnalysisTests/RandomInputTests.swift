import StatementAnalysis
import Testing

/// Whatever the text: an answer or an error, and answers that fit the text.
@Suite struct RandomInputTests {
    struct Seeded: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return (state >> 32) ^ (state << 11)
        }
    }

    private static let pieces: [String] =
        ["SELECT", "CREATE FUNCTION", "BEGIN ATOMIC", "END", "DO", "$$", "$a$", "'", "\"", ";", "(", ")", "--", "/*"]
        + ["*/", "\n", "\r\n", "\\", "E'", "U&'", "é", "世", "🚚", "\u{301}", ".", "1", "1e", "$1", "::", "COPY", " "]

    @Test(arguments: [UInt64(1), 2, 3, 4])
    func neverCrashesAndStaysWithinTheText(seed: UInt64) {
        var generator = Seeded(state: seed)
        for _ in 0..<2_000 {
            let script = (0..<Int.random(in: 0...40, using: &generator)).map { _ in
                Bool.random(using: &generator)
                    ? Self.pieces.randomElement(using: &generator) ?? ""
                    : String(UnicodeScalar(UInt8.random(in: 32...126, using: &generator)))
            }.joined()
            let bytes = Array(script.utf8)
            #expect((QuerySummary(of: script)?.text.count ?? 0) <= QuerySummary.longest)
            for token in (try? SQLScanner.tokens(of: script)) ?? [] {
                #expect(String(decoding: bytes[token.bytes], as: UTF8.self) == token.text)
            }
            do {
                for statement in try StatementSplitter.split(script) {
                    let own = bytes[statement.byteOffset...].prefix(statement.text.utf8.count)
                    #expect(String(decoding: own, as: UTF8.self) == statement.text)
                    #expect(!statement.text.isEmpty)
                    // A script that splits is one that parses.
                    let node = try? SyntaxNode(parsing: statement.text)
                    #expect(node.map { ($0.byteOffset ?? 0) < statement.text.utf8.count } == true)
                }
            } catch {
                #expect(error.line >= 1 && error.column >= 1 && !error.message.isEmpty)
            }
        }
    }
}
