extension String: PostgresEncodable, PostgresDecodable, PostgresArrayElement {
    /// Text whose type the server infers from where the parameter stands.
    public static var postgresType: PostgresType { .inferred }

    /// `text[]`.
    public static var postgresArrayType: PostgresType { PostgresType.text.array }

    /// Appends UTF-8.
    public func encode(into bytes: inout [UInt8]) { bytes.append(contentsOf: utf8) }

    /// Reads the text family, `json` and `jsonb`, and the text form of every type that nothing else here reads (enums,
    /// `inet`, ranges, composite types, extensions' types). Numbers, dates and the like are errors: cast them to text.
    public init(cell: Cell) throws(DecodingMismatch) {
        guard let bytes = Self.textBytes(cell), let text = String(utf8: bytes) else {
            throw DecodingMismatch(expected: "a text type, json, jsonb, or another type cast to text")
        }
        self = text
    }

    private static func textBytes(_ cell: Cell) -> UnsafeRawBufferPointer? {
        switch (cell.type, cell.format) {
        case (PostgresType.text.oid, _), (PostgresType.varchar.oid, _): cell.bytes
        case (PostgresType.jsonb.oid, .binary): JSONForm.text(ofBinary: cell.bytes)
        // The type "char" holds a byte; its text form leaves a zero byte out.
        case (PostgresType.char.oid, .binary) where cell.bytes.first == 0:
            UnsafeRawBufferPointer(rebasing: cell.bytes.dropFirst())
        case (let type, _) where isTextual(type): cell.bytes
        case (let type, .text) where !PostgresType.isDecodedInBinary(oid: type): cell.bytes
        default: nil
        }
    }

    /// Whether a type's binary form is its text form, or nearly.
    static func isTextual(_ type: UInt32) -> Bool {
        switch type {
        case PostgresType.text.oid, PostgresType.varchar.oid, PostgresType.bpchar.oid, PostgresType.name.oid,
            PostgresType.char.oid, PostgresType.json.oid, PostgresType.jsonb.oid, PostgresType.unknown.oid,
            PostgresType.void.oid:
            true
        default: false
        }
    }
}
