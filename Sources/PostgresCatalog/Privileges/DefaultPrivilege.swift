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

    /// The role whose new objects are meant.
    public let creator: String
    /// The schema they must be in; nil means every schema.
    public let schema: String?
    /// Which kind of objects.
    public let objects: Objects
    /// What is granted on them.
    public let grant: Grant
}
