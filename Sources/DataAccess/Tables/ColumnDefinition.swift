public import PostgresDriver

/// What is declared of one column.
public struct ColumnDefinition: Sendable, Hashable {
    /// Its name in the server.
    public let name: String
    /// What its values are sent as; OID 0 where the server infers it.
    public let type: PostgresType
    /// The type as a statement would name it, where ``type`` does not say it: an enum of the server's.
    public let typeName: String?
    /// Whether it may be NULL.
    public let isNullable: Bool
    /// What else is declared of it.
    public let traits: ColumnTraits
    /// The type of its values in Swift, by name.
    let valueType: String
    /// The labels of its values, when they are those of an enum.
    let labels: [String]?

    /// Describes a column. `@Table` and `@View` write this.
    ///
    /// - Parameters:
    ///   - name: Its name in the server.
    ///   - value: The type of its values in Swift; without `Optional`.
    ///   - typeName: The server's type, where `value` does not say it.
    ///   - isNullable: Whether it may be NULL.
    ///   - traits: What else is declared of it.
    public init<Value: PostgresEncodable>(
        _ name: String, _ value: Value.Type, typeName: String? = nil, isNullable: Bool = false,
        traits: ColumnTraits = []
    ) {
        self.name = name
        type = Value.postgresType
        self.typeName = typeName
        self.isNullable = isNullable
        self.traits = traits
        valueType = "\(Value.self)"
        labels = (Value.self as? any PostgresEnum.Type)?.labels
    }
}

extension PostgresEnum {
    fileprivate static var labels: [String] { allCases.map(\.rawValue) }
}

/// What is declared of a column besides its name and type.
public struct ColumnTraits: OptionSet, Sendable, Hashable {
    /// The bits.
    public let rawValue: Int

    /// Makes a set of its bits.
    public init(rawValue: Int) { self.rawValue = rawValue }

    /// It is the primary key.
    public static let primaryKey = ColumnTraits(rawValue: 1 << 0)
    /// The server alone writes it.
    public static let generated = ColumnTraits(rawValue: 1 << 1)
    /// The server has a default for rows that leave it out.
    public static let hasDefault = ColumnTraits(rawValue: 1 << 2)
    /// It counts the row's changes: an update raises it by one.
    public static let version = ColumnTraits(rawValue: 1 << 3)
    /// It counts the row's changes: a trigger raises it.
    public static let versionByTrigger = ColumnTraits(rawValue: 1 << 4)
    /// It says when the row was deleted; such rows are kept, and not read unless asked for.
    public static let softDelete = ColumnTraits(rawValue: 1 << 5)
    /// It is written once, with the row.
    public static let createOnly = ColumnTraits(rawValue: 1 << 6)
}
