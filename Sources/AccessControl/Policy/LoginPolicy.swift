/// What one login is.
public struct LoginPolicy: Hashable, Sendable {
    /// The role's name.
    public var name: String
    /// The groups whose grants it has.
    public var memberOf: [String]
    /// How many sessions it may have at once; nil means no limit.
    public var connectionLimit: Int?
    /// The settings its sessions start with, by name, in PostgreSQL's notation. It has no others.
    public var settings: [String: String] = [:]

    /// Names a login.
    public init(name: String, memberOf: [String]) {
        self.name = name
        self.memberOf = memberOf
    }
}
