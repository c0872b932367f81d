import Testing

@testable import PostgresDriver

@Suite("On a real server, what is written down here of PostgreSQL")
struct CatalogueTests {
    @Test("of its types is what its catalogue says")
    func types() async throws {
        try await withConnection { connection in
            let known = try await connection.query(
                """
                SELECT t.oid, t.typname, e.oid, e.typname
                FROM pg_type t LEFT JOIN pg_type e ON e.oid = t.typelem AND t.typcategory = 'A'
                WHERE t.oid < 10000 AND t.typtype IN ('b', 'r', 'm')
                """)
            #expect(known.count > 100)
            for row in known {
                let (oid, name, element, elementName) = try row.decode(
                    UInt32.self, String.self, UInt32?.self, String?.self)
                // int2vector and oidvector count as arrays, but have a text form of their own.
                guard let element, let elementName, name != "int2vector", name != "oidvector" else {
                    #expect([name, "type \(oid)"].contains(PostgresType.name(oid: oid)))
                    continue
                }
                guard let expected = PostgresType.builtInElements[oid] else {
                    #expect(!PostgresType.isDecodedInBinary(oid: oid))
                    continue
                }
                #expect(element == expected)
                #expect(PostgresType.name(oid: oid) == "\(elementName)[]")
                #expect(PostgresType.isDecodedInBinary(oid: oid) == PostgresType.isDecodedInBinary(oid: element))
            }
        }
    }

    @Test("of its error codes is what it calls them")
    func conditionNames() async throws {
        // Some names stand for several codes, and the outermost classes are no errors.
        let counts = SQLState.conditionNames.values.reduce(into: [:]) { $0[$1, default: 0] += 1 }
        let errors = SQLState.conditionNames.filter { code, name in
            counts[name] == 1 && !["00", "01", "02"].contains(code.prefix(2)) && name != "transaction_timeout"
        }
        #expect(errors.count > 200)
        try await withConnection { connection in
            for (code, name) in errors {
                let error = await #expect(throws: DatabaseError.self) {
                    try await connection.query(SQL(verbatim: "DO $$ BEGIN RAISE \(name); END $$"))
                }
                #expect(error?.sqlState?.rawValue == code)
            }
        }
    }
}
