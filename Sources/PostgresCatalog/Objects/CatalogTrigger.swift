/// A trigger of a table.
public struct CatalogTrigger: Hashable, Sendable {
    /// What a trigger fires on, as PostgreSQL's bits (`pg_trigger.tgtype`).
    public struct Events: OptionSet, Hashable, Sendable {
        /// The bits.
        public let rawValue: Int

        /// Bits as `pg_trigger` has them.
        public init(rawValue: Int) { self.rawValue = rawValue }

        /// INSERT.
        public static let insert = Events(rawValue: 4)
        /// DELETE.
        public static let delete = Events(rawValue: 8)
        /// UPDATE.
        public static let update = Events(rawValue: 16)
        /// TRUNCATE.
        public static let truncate = Events(rawValue: 32)
        /// All four.
        public static let everyChange: Events = [.insert, .delete, .update, .truncate]
    }

    /// Its name.
    public let name: String
    /// The name of the function it calls, without schema.
    public let function: String
    /// The schema of that function.
    public let functionSchema: String
    /// Whether it fires in an ordinary session.
    public let isEnabled: Bool
    /// What it fires on.
    public let events: Events

    init(name: String, function: String, functionSchema: String = "public", isEnabled: Bool = true, type: Int) {
        self.name = name
        self.function = function
        self.functionSchema = functionSchema
        self.isEnabled = isEnabled
        self.events = Events(rawValue: type).intersection(.everyChange)
    }
}
