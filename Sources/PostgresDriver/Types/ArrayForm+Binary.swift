// The binary form of an array: dimensions, a flag for NULLs, the element type, then per dimension size and lower bound,
// then each element with its length, which is −1 for NULL.
extension ArrayForm {
    func encodeBinary<Value: PostgresEncodable>(_ array: some Collection<Value?>, into bytes: inout [UInt8]) {
        let elementOID = PostgresType.builtInElements[arrayType.oid] ?? elementType.oid
        Int32(array.isEmpty ? 0 : 1).encodeBigEndian(into: &bytes)
        Int32(array.contains { $0 == nil } ? 1 : 0).encodeBigEndian(into: &bytes)
        elementOID.encodeBigEndian(into: &bytes)
        guard !array.isEmpty else { return }
        Int32(array.count).encodeBigEndian(into: &bytes)
        Int32(1).encodeBigEndian(into: &bytes)
        for element in array {
            let start = bytes.count
            Int32(-1).encodeBigEndian(into: &bytes)
            guard let element else { continue }
            element.encode(into: &bytes)
            let length = Int32(bytes.count - start - 4)
            withUnsafeBytes(of: length.bigEndian) { bytes.replaceSubrange(start..<(start + 4), with: $0) }
        }
    }
}

/// The elements of an array in binary form, one after the other.
struct BinaryArrayElements {
    private enum Layout {
        static let headerBytes = 12
        static let dimensionBytes = 8
        static let lengthBytes = 4
    }

    private let cell: Cell
    private let elementType: UInt32
    private var offset: Int
    private(set) var count: Int

    /// - Throws: When the array has more than one dimension, or says that it has more elements than there are bytes for.
    init(_ cell: Cell) throws(DecodingMismatch) {
        guard let dimensions = cell.integer(Int32.self), dimensions >= 0,
            let elementType = cell.integer(UInt32.self, at: 8)
        else { throw ArrayForm.malformed }
        guard dimensions <= 1 else { throw ArrayForm.multidimensional(Int(dimensions)) }
        self.cell = cell
        self.elementType = elementType
        offset = Layout.headerBytes
        count = 0
        guard dimensions == 1 else { return }
        offset += Layout.dimensionBytes
        guard let count = cell.integer(Int32.self, at: Layout.headerBytes).map(Int.init), count >= 0,
            count <= (cell.bytes.count - offset) / Layout.lengthBytes
        else { throw ArrayForm.malformed }
        self.count = count
    }

    mutating func next() throws(DecodingMismatch) -> ArrayForm.Element? {
        guard count > 0 else {
            guard offset == cell.bytes.count else { throw ArrayForm.malformed }
            return nil
        }
        count -= 1
        guard let length = cell.integer(Int32.self, at: offset).map(Int.init) else { throw ArrayForm.malformed }
        offset += Layout.lengthBytes
        guard length != -1 else { return .null }
        guard length >= 0, length <= cell.bytes.count - offset else { throw ArrayForm.malformed }
        defer { offset += length }
        let bytes = UnsafeRawBufferPointer(rebasing: cell.bytes[offset..<(offset + length)])
        return .value(Cell(type: elementType, format: .binary, bytes: bytes))
    }
}
