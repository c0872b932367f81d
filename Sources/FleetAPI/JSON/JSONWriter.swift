import Foundation
import NIOCore
import PostgresDriver

/// Writes JSON straight into a buffer, member after member in the order they are given.
struct JSONWriter: Sendable {
    private(set) var buffer: ByteBuffer
    /// Whether the next member or element needs a comma before it.
    private var needsComma = false

    /// - Parameter capacity: in bytes; what most answers fit in.
    init(capacity: Int = 1024) {
        buffer = ByteBufferAllocator().buffer(capacity: capacity)
    }

    // MARK: Structure

    mutating func beginObject() { begin("{") }
    mutating func endObject() { end("}") }
    mutating func beginArray() { begin("[") }
    mutating func endArray() { end("]") }

    /// Writes the name of a member; its value comes next.
    mutating func name(_ name: String) {
        string(name)
        buffer.writeStaticString(":")
        needsComma = false
    }

    /// Writes a member whose value `write` writes.
    mutating func member(_ name: String, _ write: (inout JSONWriter) -> Void) {
        self.name(name)
        write(&self)
    }

    // MARK: Values

    mutating func null() {
        separate()
        buffer.writeStaticString("null")
    }

    mutating func bool(_ value: Bool) {
        separate()
        buffer.writeStaticString(value ? "true" : "false")
    }

    mutating func integer(_ value: Int) {
        separate()
        buffer.writeString(String(value))
    }

    mutating func decimal(_ value: Decimal) {
        separate()
        buffer.writeString(value.description)
    }

    mutating func string(_ value: String) {
        separate()
        buffer.writeStaticString("\"")
        if value.utf8.contains(where: Self.isEscaped) {
            escape(value)
        } else {
            buffer.writeString(value)
        }
        buffer.writeStaticString("\"")
    }

    private mutating func separate() {
        if needsComma { buffer.writeStaticString(",") }
        needsComma = true
    }

    private mutating func begin(_ bracket: StaticString) {
        separate()
        buffer.writeStaticString(bracket)
        needsComma = false
    }

    private mutating func end(_ bracket: StaticString) {
        buffer.writeStaticString(bracket)
        needsComma = true
    }

    private static func isEscaped(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }

    private mutating func escape(_ value: String) {
        for byte in value.utf8 {
            switch byte {
            case UInt8(ascii: "\""): buffer.writeStaticString("\\\"")
            case UInt8(ascii: "\\"): buffer.writeStaticString("\\\\")
            case UInt8(ascii: "\n"): buffer.writeStaticString("\\n")
            case UInt8(ascii: "\r"): buffer.writeStaticString("\\r")
            case UInt8(ascii: "\t"): buffer.writeStaticString("\\t")
            case 0..<0x20:
                buffer.writeStaticString(byte < 0x10 ? "\\u000" : "\\u001")
                buffer.writeString(String(byte & 0xF, radix: 16))
            default: buffer.writeInteger(byte)
            }
        }
    }
}
