import PostgresDriver
import Testing

@Suite("On a real server, COPY")
struct CopyTests {
    @Test("takes a stream larger than any buffer")
    func largeStream() async throws {
        try await withConnection { connection in
            _ = try await connection.query("CREATE TEMP TABLE t (a int, b text)")
            let line = String(repeating: "x", count: 1_000)
            let copied = try await connection.copyIn("COPY t FROM STDIN WITH (FORMAT csv)") { writer in
                for number in 0..<5_000 { try await writer.write(Array("\(number),\(line)\n".utf8)) }
            }
            #expect(copied == 5_000)
            #expect(
                try await connection.query("SELECT sum(length(b)) FROM t").first?.decode(Int.self, at: 0) == 5_000_000)
        }
    }

    private struct OutOfData: Error {}

    @Test("that its source gives up leaves no row, and its error passes through")
    func givenUp() async throws {
        try await withConnection { connection in
            _ = try await connection.query("CREATE TEMP TABLE t (a int)")
            await #expect(throws: OutOfData.self) {
                try await connection.copyIn("COPY t FROM STDIN") { writer in
                    try await writer.write(Array("1\n".utf8))
                    throw OutOfData()
                }
            }
            #expect(try await connection.query("SELECT count(*) FROM t").first?.decode(Int.self, at: 0) == 0)
        }
    }

    @Test("of bad data is the server's error")
    func badData() async throws {
        try await withConnection { connection in
            _ = try await connection.query("CREATE TEMP TABLE t (a int)")
            let error = await #expect(throws: DatabaseError.self) {
                try await connection.copyIn("COPY t FROM STDIN") { try await $0.write(Array("not a number\n".utf8)) }
            }
            #expect(error?.sqlState?.rawValue == "22P02")
            #expect(try await connection.query("SELECT 1").count == 1)
        }
    }

    @Test("is refused for a statement that copies nothing in")
    func notACopy() async throws {
        try await withConnection { connection in
            let error = await #expect(throws: DatabaseError.self) { try await connection.copyIn("SELECT 1") { _ in } }
            #expect(error?.code == .invalidStatement)
            let after = try await connection.query("SELECT 1")
            #expect(after.count == 1)
        }
    }
}
