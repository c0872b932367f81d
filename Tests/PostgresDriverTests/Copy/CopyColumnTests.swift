import Testing

@testable import PostgresDriver

@Suite("A column that rows are copied into")
struct CopyColumnTests {
    private static func mismatch(_ given: PostgresType, into type: UInt32?) -> String? {
        CopyColumn(name: "c", type: type).mismatch(given)
    }

    @Test("takes its own type, and no other number, moment or key")
    func ownType() {
        let types: [PostgresType] = [
            .int2, .int4, .int8, .oid, .float8, .timestamp, .timestamptz, .uuid, .jsonb, .bytea,
        ]
        for column in types {
            for given in types {
                let mismatch = Self.mismatch(given, into: column.oid)
                #expect((mismatch == nil) == (given == column), "\(given.oid) into \(column.oid)")
            }
        }
    }

    @Test("of a text type takes text and labels; no other built-in one does")
    func texts() {
        for column: PostgresType in [.text, .varchar, .bpchar, .name, .json] {
            #expect(Self.mismatch(.inferred, into: column.oid) == nil)
            #expect(Self.mismatch(.text, into: column.oid) == nil)
        }
        for column: PostgresType in [.jsonb, .uuid, .int4, .timestamptz, .bytea, .text.array] {
            #expect(Self.mismatch(.inferred, into: column.oid) != nil, "text into \(column.oid)")
        }
    }

    @Test("takes nothing that would go in text form, but for text")
    func textForms() {
        let address = PostgresType(oid: 869, format: .text)
        #expect(Self.mismatch(address, into: 869) == "column c is of type inet, and the row gives it text")
    }

    @Test("of a user's own type, or of one that is not known, is left to the server")
    func usersOwn() {
        #expect(Self.mismatch(.int8, into: PostgresType.firstUserDefined) == nil)
        #expect(Self.mismatch(.int8, into: nil) == nil)
    }

    @Test("says what it is and what it was given")
    func words() {
        let number = Self.mismatch(.int8, into: PostgresType.int4.oid)
        #expect(number == "column c is of type int4, and the row gives it int8")
        let text = Self.mismatch(.inferred, into: PostgresType.uuid.oid)
        #expect(text == "column c is of type uuid, and the row gives it text")
    }
}
