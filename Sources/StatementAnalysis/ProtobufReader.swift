/// Walks the fields of one Protocol Buffers message, as far as the scanner's answers use that format:
/// varints and length-delimited fields. It stops at anything else and at a field that breaks off.
struct ProtobufReader {
    enum Value {
        case integer(UInt64)
        case bytes(UnsafeRawBufferPointer)
    }

    private var rest: UnsafeRawBufferPointer.SubSequence

    init(_ message: UnsafeRawBufferPointer) {
        rest = message[...]
    }

    mutating func nextField() -> (number: Int, value: Value)? {
        guard let tag = nextVarint() else { return nil }
        let number = Int(truncatingIfNeeded: tag >> 3)
        switch tag & 7 {
        case 0:
            return nextVarint().map { (number, .integer($0)) }
        case 2:
            guard let length = nextVarint(), length <= UInt64(rest.count) else { return nil }
            let payload = UnsafeRawBufferPointer(rebasing: rest.prefix(Int(length)))
            rest = rest.dropFirst(Int(length))
            return (number, .bytes(payload))
        default:
            return nil
        }
    }

    private mutating func nextVarint() -> UInt64? {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while shift < 64, let byte = rest.popFirst() {
            value |= UInt64(byte & 0x7f) << shift
            if byte < 0x80 { return value }
            shift += 7
        }
        return nil
    }
}
