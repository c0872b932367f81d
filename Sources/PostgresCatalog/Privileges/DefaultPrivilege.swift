/// What an object that a role makes later will allow from the start (`ALTER DEFAULT PRIVILEGES`).
public struct DefaultPrivilege: Hashable, Sendable {
    /// The kinds of objects that have default privileges.
    public enum Objects: String, Hashable, Sendable {
        case tables = "r"
        case sequences = "S"
        case functions = "f"
        case types = "T"
        case schemas = "n"
        case largeObjects = "L"
    }

    /// A list of default privileges that was set; without one, what PostgreSQL grants by itself applies.
    public struct List: Hashable, Sendable {
        /// The role whose new objects are meant.
        public let creator: String
        /// The schema they must be in; nil means every schema.
        public let schema: String?
        /// Which kind of objects.
        public let objects: Objects

        /// Names a list.
        public init(creator: String, schema: String?, objects: Objects) {
            self.creator = creator
            self.schema = schema
            self.objects = objects
        }
    }

    /// The role whose new objects are meant.
    public let creator: String
    /// The schema they must be in; nil means every schema.
    public let schema: String?
    /// Which kind of objects.
    public let objects: Objects
    /// What is granted on them.
    public let grant: Grant
}

extension DefaultPrivilege.List: Comparable {
    /// By creator, schema and kind.
    public static func < (first: DefaultPrivilege.List, second: DefaultPrivilege.List) -> Bool {
        (first.creator, first.schema ?? "", first.objects.rawValue)
            < (second.creator, second.schema ?? "", second.objects.rawValue)
    }
}
