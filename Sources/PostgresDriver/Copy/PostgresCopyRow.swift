/// A value that is copied into a table as a row.
///
/// ```swift
/// struct Position: PostgresCopyRow {
///     let vehicle: UUID
///     let takenAt: Date
///     let speed: Double?
///
///     static let copyColumns = ["vehicle_id", "taken_at", "speed"]
///
///     func encode(into row: inout CopyRowEncoder) {
///         row.append(vehicle)
///         row.append(takenAt)
///         row.append(speed)
///     }
/// }
///
/// let copied = try await connection.copyIn(positions, into: try Identifier("positions"))
/// ```
///
/// **Types must be exactly the columns'.** The server converts nothing here: `Int32` for `integer`, `Int64` or `Int` for
/// `bigint`, `Float` for `real`, ``JSON`` for `jsonb`. `String` and enums fit every text type, `json` and the server's
/// enums, not `uuid` or `timestamptz`. A mismatch with a built-in type is found before the row is sent; values for types
/// of the user's own, such as composite ones, the server judges itself (22P03).
public protocol PostgresCopyRow {
    /// The names of the columns that a row has values for, in their order; 1 to 1,600. The others get their defaults.
    static var copyColumns: [String] { get }

    /// Appends one value for each of ``copyColumns``, in that order.
    ///
    /// - Throws: Anything; the COPY is given up, and the error is thrown on unchanged.
    func encode(into row: inout CopyRowEncoder) throws
}
