/// What is declared of a column besides its name and type. See ``Column(_:)-(ColumnTrait...)``.
public struct ColumnTrait: Sendable {
    private init() {}

    /// It is the primary key; one column of a table is.
    public static let primaryKey = ColumnTrait()
    /// The server alone writes it: an identity, a generated column, a column that a trigger fills.
    public static let generated = ColumnTrait()
    /// The server has a default for rows that leave it out.
    public static let `default` = ColumnTrait()
    /// It counts the row's changes: an update raises it by one and is refused when it is not the one that was read.
    public static let version = ColumnTrait()
    /// It says when the row was deleted. Such rows are kept, and not read unless asked for.
    public static let softDelete = ColumnTrait()
    /// It is written once, with the row.
    public static let createOnly = ColumnTrait()

    /// It counts the row's changes, and the server raises it.
    ///
    /// - Parameter raiser: Who raises it.
    public static func version(_ raiser: VersionRaiser) -> ColumnTrait { ColumnTrait() }

    /// The server's type, where the Swift type does not say it: an enum of the server's.
    ///
    /// - Parameter name: As a cast would name it, such as `mood` or `"Mood"`.
    public static func type(_ name: String) -> ColumnTrait { ColumnTrait() }
}

/// Who raises a column that counts a row's changes, when it is not the library.
public enum VersionRaiser: Sendable {
    /// A trigger of the server's.
    case trigger
}
