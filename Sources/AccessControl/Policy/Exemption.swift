/// An object that is not judged and not changed, and why.
public struct Exemption: Hashable, Sendable {
    /// Kind and name, or a pattern for them: `table public.legacy_*`.
    public var object: String
    /// Why, for whoever reads the proof.
    public var reason: String

    /// Names an object, and says why.
    public init(object: String, reason: String) {
        self.object = object
        self.reason = reason
    }
}
