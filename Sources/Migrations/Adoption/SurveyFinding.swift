/// One thing in a database that stands against least privilege.
public struct SurveyFinding: Sendable, Hashable, Encodable {
    /// What kind it is of.
    public let risk: SurveyRisk
    /// What it is about: `table public.orders`, `role app`.
    public let object: String
    /// The role concerned, or `PUBLIC`; nil where none is.
    public let role: String?
    /// What the role has: privileges, sessions; nil where that is said by the kind.
    public let detail: String?

    init(_ risk: SurveyRisk, _ object: String, role: String? = nil, detail: String? = nil) {
        self.risk = risk
        self.object = object
        self.role = role
        self.detail = detail
    }
}
