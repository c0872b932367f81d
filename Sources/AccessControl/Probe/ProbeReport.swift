/// What a login found when it tried.
public struct ProbeReport: Codable, Hashable, Sendable {
    /// The login.
    public let login: String
    /// How many attempts were allowed that should be.
    public let allowed: Int
    /// How many attempts were refused that should be.
    public let refused: Int
    /// The attempts that ended otherwise.
    public let surprises: [Surprise]
}
