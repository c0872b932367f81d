public import FoundationEssentials

extension UUID: PostgresEncodable, PostgresDecodable {
    /// `uuid`.
    public static var postgresType: PostgresType { .uuid }

    /// Appends the sixteen bytes.
    public func encode(into bytes: inout [UInt8]) {
        withUnsafeBytes(of: uuid) { bytes.append(contentsOf: $0) }
    }

    /// Reads `uuid`.
    public init(cell: Cell) throws(DecodingMismatch) {
        guard cell.type == PostgresType.uuid.oid, cell.bytes.count == MemoryLayout<uuid_t>.size else {
            throw DecodingMismatch(expected: "uuid")
        }
        self.init(uuid: cell.bytes.loadUnaligned(as: uuid_t.self))
    }
}
