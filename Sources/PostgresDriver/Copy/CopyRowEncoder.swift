/// Takes the values of rows for COPY, one after the other in the order of the columns, and writes them in the server's
/// binary format. See ``PostgresCopyRow``.
///
/// All rows go into one growing buffer, in which each value's length is filled in once it is known.
public struct CopyRowEncoder: ~Copyable {
    /// A piece this large is sent. Larger ones gain nothing, since libpq copies them into a buffer of its own.
    private static let bytesAPiece = 65_536
    /// A value of the server's has at most 1 GB − 1 byte (`MaxAllocSize`).
    private static let mostBytesAValue = 0x3fff_ffff

    private let columns: [CopyColumn]
    @usableFromInline private(set) var bytes: [UInt8]
    private var fieldCount = 0
    private(set) var rowCount = 0
    private var problem: String?

    /// - Parameter columns: At least one, at most ``CopyColumn/most``.
    init(columns: [CopyColumn]) {
        self.columns = columns
        bytes = CopyFormat.header
        bytes.reserveCapacity(Self.bytesAPiece + Self.bytesAPiece / 4)
    }

    /// Adds the value of the next column.
    ///
    /// - Parameter value: Of exactly the column's type: an `Int32` for `integer`, a `PostgresTimestamp` for `timestamp`.
    ///   `String` and enums fit every text type and the server's enums. What does not fit, or is one value too many,
    ///   ends the COPY.
    @inlinable
    public mutating func append<Value: PostgresEncodable>(_ value: Value) {
        guard beginField(Value.postgresType) else { return }
        let start = bytes.count
        value.encode(into: &bytes)
        endField(from: start)
    }

    /// Adds the value of the next column, or NULL.
    ///
    /// - Parameter value: As for a value that is there; `nil` is NULL.
    @inlinable
    public mutating func append<Value: PostgresEncodable>(_ value: Value?) {
        guard let value else {
            _ = beginField(Value.postgresType)
            return
        }
        append(value)
    }

    /// Adds the values of a statement's parameters, in their order.
    package mutating func append(parametersOf sql: SQL) {
        for parameter in sql.parameters {
            let type = PostgresType(oid: parameter.type, format: parameter.format)
            guard beginField(type), let value = parameter.bytes else { continue }
            let start = bytes.count
            bytes += sql.values[value]
            endField(from: start)
        }
    }

    /// Writes the length of a NULL, which stays until a value has followed.
    @usableFromInline
    mutating func beginField(_ type: PostgresType) -> Bool {
        fieldCount += 1
        guard fieldCount <= columns.count, problem == nil else { return false }
        problem = columns[fieldCount - 1].mismatch(type)
        CopyFormat.null.encodeBigEndian(into: &bytes)
        return problem == nil
    }

    @usableFromInline
    mutating func endField(from start: Int) {
        let count = bytes.count - start
        guard (0...Self.mostBytesAValue).contains(count) else {
            problem = problem ?? "a value for column \(columns[fieldCount - 1].name) has more than 1 GB"
            return
        }
        let length = Int32(truncatingIfNeeded: count).bigEndian
        bytes.withUnsafeMutableBytes { bytes in
            bytes.storeBytes(of: length, toByteOffset: start - MemoryLayout<Int32>.size, as: Int32.self)
        }
    }
}

// MARK: Rows and pieces
extension CopyRowEncoder {
    /// Takes rows until a piece is full.
    ///
    /// - Returns: Whether there may be more rows.
    @inlinable
    mutating func fill<Rows: IteratorProtocol>(
        from rows: inout Rows, _ encode: (Rows.Element, inout CopyRowEncoder) throws -> Void
    ) throws -> Bool {
        while !isFull {
            guard let row = rows.next() else { return false }
            beginRow()
            try encode(row, &self)
            try endRow()
        }
        return true
    }

    @usableFromInline var isFull: Bool { bytes.count >= Self.bytesAPiece }

    @usableFromInline
    mutating func beginRow() {
        fieldCount = 0
        Int16(truncatingIfNeeded: columns.count).encodeBigEndian(into: &bytes)
    }

    /// - Throws: `.invalidStatement` when the row has another number of values than there are columns, or one that does
    ///   not fit its column.
    @usableFromInline
    mutating func endRow() throws(DatabaseError) {
        rowCount += 1
        guard problem == nil, fieldCount == columns.count else {
            let problem = problem ?? "the row has \(fieldCount) values for \(columns.count) columns"
            throw DatabaseError(.invalidStatement, detail: "row \(rowCount) cannot be copied: \(problem)")
        }
    }

    /// Forgets what has been sent, and keeps the buffer for the next piece.
    mutating func beginPiece() { bytes.removeAll(keepingCapacity: true) }

    mutating func end() { CopyFormat.trailer.encodeBigEndian(into: &bytes) }
}

/// COPY's binary format: a header; for each row the number of its values, and each value with its length before it; a
/// trailer in the place of a row.
private enum CopyFormat {
    /// A signature, in which an altered line end would show; no flags; no extension of the header.
    static let header: [UInt8] = Array("PGCOPY\n".utf8) + [0xff, 0x0d, 0x0a, 0x00] + [UInt8](repeating: 0, count: 8)
    static let null: Int32 = -1
    static let trailer: Int16 = -1
}
