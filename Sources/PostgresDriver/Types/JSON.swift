import FoundationEssentials

/// A `Codable` value in a column of type `json` or `jsonb`.
///
/// ```swift
/// let settings = try JSON(Settings(theme: "dark"))
/// _ = try await connection.query("UPDATE users SET settings = \(settings) WHERE id = \(id)")
/// let saved = try row.decode("settings", as: JSON<Settings>.self).value
/// ```
///
/// The raw text is there too: as `String`. Foundation's `JSONEncoder` and `JSONDecoder` do the work with their defaults,
/// which write a `Date` as a number; a type that wants another form says so in its own `Codable` methods.
public struct JSON<Value: Codable & Sendable>: Sendable {
    /// What the JSON says.
    public let value: Value
    /// As JSON text, which was made or read together with the value, so that sending it cannot fail.
    private let text: [UInt8]

    /// Encodes a value.
    ///
    /// - Throws: `.invalidStatement` when `Value` cannot be encoded, such as a number that is not finite.
    public init(_ value: Value) throws(DatabaseError) {
        do {
            text = [UInt8](try JSONEncoder().encode(value))
        } catch {
            throw DatabaseError(.invalidStatement, detail: "a value of type \(Value.self) cannot be written as JSON")
        }
        self.value = value
    }
}

extension JSON: PostgresEncodable, PostgresDecodable, PostgresArrayElement {
    /// `jsonb`; the server converts it where a column is `json`.
    public static var postgresType: PostgresType { .jsonb }

    /// `jsonb[]`.
    public static var postgresArrayType: PostgresType { PostgresType.jsonb.array }

    /// Appends a version and the text.
    public func encode(into bytes: inout [UInt8]) {
        bytes.append(JSONForm.version)
        bytes.append(contentsOf: text)
    }

    /// Reads `json` or `jsonb`. A JSON that `Value` does not read is an error, which names `Value`.
    public init(cell: Cell) throws(DecodingMismatch) {
        guard let bytes = JSONForm.text(of: cell) else { throw DecodingMismatch(expected: "json or jsonb") }
        let text = [UInt8](bytes)
        guard let value = try? JSONDecoder().decode(Value.self, from: Data(text)) else {
            throw DecodingMismatch(expected: "JSON that \(Value.self) reads")
        }
        self.value = value
        self.text = text
    }
}

extension JSON: Equatable where Value: Equatable {
    /// Whether the values are equal; how they are written does not matter.
    public static func == (left: Self, right: Self) -> Bool { left.value == right.value }
}

extension JSON: Hashable where Value: Hashable {
    /// Hashes the value.
    public func hash(into hasher: inout Hasher) { hasher.combine(value) }
}

/// How JSON travels: `json` as its text, `jsonb` in binary as its text after a version number.
enum JSONForm {
    static let version: UInt8 = 1

    static func text(of cell: Cell) -> UnsafeRawBufferPointer? {
        if cell.type == PostgresType.jsonb.oid, cell.format == .binary { return text(ofBinary: cell.bytes) }
        return cell.isOf(.json) || cell.isOf(.jsonb) ? cell.bytes : nil
    }

    static func text(ofBinary bytes: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer? {
        guard bytes.first == version else { return nil }
        return UnsafeRawBufferPointer(rebasing: bytes.dropFirst())
    }
}
