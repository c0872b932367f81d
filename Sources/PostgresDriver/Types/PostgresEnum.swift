/// A Swift enum for a PostgreSQL enum, or for a text column with a closed set of labels.
///
/// ```swift
/// enum Mood: String, PostgresEnum { case calm, stormy }
///
/// let row = try await connection.query("SELECT \(Mood.calm)::mood").first
/// ```
///
/// A label is sent as text whose type the server infers, so it can stand wherever the enum is wanted; where nothing says
/// which type is wanted, cast it. Arrays go both ways too.
public protocol PostgresEnum: RawRepresentable, CaseIterable, PostgresEncodable, PostgresDecodable,
    PostgresArrayElement
where RawValue == String {}

extension PostgresEnum {
    /// Text whose type the server infers.
    public static var postgresType: PostgresType { .inferred }

    /// Text whose type the server infers.
    public static var postgresArrayType: PostgresType { .inferred }

    /// Appends the label.
    public func encode(into bytes: inout [UInt8]) { rawValue.encode(into: &bytes) }

    /// Reads an enum or a text type. A label that is no case of `Self` is an error, which names the cases.
    public init(cell: Cell) throws(DecodingMismatch) {
        // An enum's binary form is its label; whatever else a user's own type sends is no label of this enum.
        let mayBeLabel = String.isTextual(cell.type) || cell.type >= PostgresType.firstUserDefined
        guard mayBeLabel, let label = String(utf8: cell.bytes), let value = Self(rawValue: label) else {
            let labels = Self.allCases.map(\.rawValue).joined(separator: ", ")
            throw DecodingMismatch(expected: "an enum or text with one of the labels \(labels)")
        }
        self = value
    }
}
