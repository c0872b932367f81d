/// How arrays travel, for one Swift type of elements.
struct ArrayForm {
    /// What stands at one place of an array.
    enum Element {
        case value(Cell)
        case null
    }

    static let malformed = DecodingMismatch(expected: "a well-formed array")

    let arrayType: PostgresType
    let elementType: PostgresType

    static func multidimensional(_ dimensions: Int) -> DecodingMismatch {
        DecodingMismatch(expected: "an array of one dimension, not \(dimensions)")
    }

    func encode<Value: PostgresEncodable>(_ array: [Value], into bytes: inout [UInt8]) {
        encode(array.lazy.map(Optional.some), into: &bytes)
    }

    func encode<Value: PostgresEncodable>(_ array: some Collection<Value?>, into bytes: inout [UInt8]) {
        switch arrayType.format {
        case .binary: encodeBinary(array, into: &bytes)
        case .text: encodeText(array, into: &bytes)
        }
    }

    func decode<Value: PostgresDecodable>(_ cell: Cell) throws(DecodingMismatch) -> [Value] {
        var values: [Value] = []
        switch cell.format {
        case .binary:
            guard cell.type == arrayType.oid || PostgresType.builtInElements[cell.type] != nil else { throw notAnArray }
            var elements = try BinaryArrayElements(cell)
            values.reserveCapacity(elements.count)
            while let element = try elements.next() { values.append(try value(element)) }
        case .text:
            let elementType = try textElementType(of: cell)
            let scratch = UnsafeMutableRawBufferPointer.allocate(byteCount: cell.bytes.count, alignment: 1)
            defer { scratch.deallocate() }
            var elements = try TextArrayElements(cell, elementType: elementType, scratch: scratch)
            while let element = try elements.next() { values.append(try value(element)) }
        }
        return values
    }

    private func value<Value: PostgresDecodable>(_ element: Element) throws(DecodingMismatch) -> Value {
        guard case .value(let cell) = element else {
            guard let value = Value.valueForNull else {
                throw DecodingMismatch(expected: "an array without NULL; [\(Value.self)?] reads NULL too")
            }
            return value
        }
        do {
            return try Value(cell: cell)
        } catch {
            throw DecodingMismatch(expected: "an array of \(error.expected)")
        }
    }

    private func textElementType(of cell: Cell) throws(DecodingMismatch) -> UInt32 {
        if let known = PostgresType.builtInElements[cell.type] {
            // The one built-in type whose elements stand between semicolons.
            guard known != PostgresType.box else { throw DecodingMismatch(expected: "String, for an array of box") }
            return known
        }
        guard cell.type >= PostgresType.firstUserDefined else { throw notAnArray }
        return PostgresType.unknown.oid
    }

    private var notAnArray: DecodingMismatch {
        DecodingMismatch(
            expected: arrayType.oid == 0 ? "an array" : "an array such as \(PostgresType.name(oid: arrayType.oid))")
    }
}
