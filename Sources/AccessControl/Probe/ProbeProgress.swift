/// How far a login is with trying.
public struct ProbeProgress: Hashable, Sendable {
    /// How many attempts lie between two reports.
    static let interval = 100

    /// The login.
    public let login: String
    /// How many attempts it has made.
    public let tried: Int
    /// How many it will make.
    public let total: Int

    /// Whether it has made all.
    public var isDone: Bool { tried == total }
}
