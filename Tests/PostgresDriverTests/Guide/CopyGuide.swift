import PostgresDriver
import Testing

@Suite("The guide's COPY")
struct CopyGuide {
    @Test("takes and gives bytes")
    func bytes() async throws {
        try await withVendors { connection, _ in
            // snippet: copy
            let copied = try await connection.copyIn("COPY vendors (name, city) FROM STDIN (FORMAT csv)") { writer in
                try await writer.write(Array("Cem,Kiel\n".utf8))
            }
            #expect(copied == 1)

            let csv = try await connection.copyOut("COPY (TABLE vendors ORDER BY id) TO STDOUT (FORMAT csv)") { data in
                var bytes: [UInt8] = []
                for try await piece in data { bytes += piece }
                return String(decoding: bytes, as: UTF8.self)
            }
            #expect(csv == "1,Ada,Hamburg,0\n2,Ben,,0\n3,Cem,Kiel,0\n")
            // end
            // snippet: copy-rows
            let names = ["Dora", "Emil"]
            let rows = try await connection.copyIn(names, into: try Identifier("vendors"), columns: ["name", "city"]) {
                name, row in
                row.append(name)
                row.append(String?.none)
            }
            #expect(rows == 2)
            // end
            let error = await #expect(throws: DatabaseError.self) {
                try await connection.copyIn("COPY vendors (id) FROM STDIN") { try await $0.write(Array("one\n".utf8)) }
            }
            #expect(error?.sqlState == .invalidTextRepresentation)
            try await expectUsable(connection)
        }
    }
}
