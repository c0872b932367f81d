internal import CLibpq

/// A statement laid out as libpq takes it: one buffer with every value, and where each begins.
struct StatementMessage: Sendable {
    private let text: String
    private let buffer: [UInt8]
    private let offsets: [Int?]
    private let lengths: [Int32]
    private let types: [Oid]
    private let formats: [Int32]

    /// - Throws: `.invalidStatement` for a NUL character, which PostgreSQL's text cannot hold and libpq would cut at, and
    ///   for more than 65,535 parameters.
    init(_ sql: SQL) throws(DatabaseError) {
        guard sql.bindings.count <= Int(UInt16.max) else {
            throw DatabaseError(
                .invalidStatement, detail: "\(sql.bindings.count) parameters; the protocol takes at most 65,535")
        }
        text = sql.text
        guard !text.utf8.contains(0) else {
            throw DatabaseError(.invalidStatement, detail: "the statement's text holds a NUL character")
        }
        var buffer: [UInt8] = []
        var offsets: [Int?] = []
        for (index, binding) in sql.bindings.enumerated() {
            guard let bytes = binding.bytes else {
                offsets.append(nil)
                continue
            }
            if binding.type.format == .text, bytes.contains(0) {
                throw DatabaseError(
                    .invalidStatement,
                    detail: "parameter $\(index + 1) holds a NUL character, which PostgreSQL's text cannot")
            }
            offsets.append(buffer.count)
            buffer.append(contentsOf: bytes)
            buffer.append(0)
        }
        self.buffer = buffer
        self.offsets = offsets
        lengths = sql.bindings.map { Int32($0.bytes?.count ?? 0) }
        types = sql.bindings.map { Oid($0.type.oid) }
        formats = sql.bindings.map { $0.type.format.rawValue }
    }

    /// What the statement is known by in the cache.
    var key: StatementCache.Key { StatementCache.Key(text: text, types: types) }

    // MARK: Handing it to libpq; `false` means that libpq refused it.

    /// Sends the statement without a name.
    func send(on connection: OpaquePointer, format: PostgresType.Format) -> Bool {
        withValues { values in
            PQsendQueryParams(
                connection, text, Int32(types.count), types, values, lengths, formats, format.rawValue) == 1
        }
    }

    func sendPreparation(as name: String, on connection: OpaquePointer) -> Bool {
        PQsendPrepare(connection, name, text, Int32(types.count), types) == 1
    }

    func sendExecution(of name: String, on connection: OpaquePointer, format: PostgresType.Format) -> Bool {
        withValues { values in
            PQsendQueryPrepared(connection, name, Int32(types.count), values, lengths, formats, format.rawValue) == 1
        }
    }

    private func withValues<Result>(_ body: ([UnsafePointer<CChar>?]) -> Result) -> Result {
        buffer.withUnsafeBytes { buffer in
            body(
                offsets.map { offset in
                    offset.flatMap { buffer.baseAddress?.advanced(by: $0).assumingMemoryBound(to: CChar.self) }
                })
        }
    }
}
