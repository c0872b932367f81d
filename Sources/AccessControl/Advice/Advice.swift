/// One finding about any database, in the row shape of Supabase's splinter.
public struct Advice: Encodable, Hashable, Sendable {
    /// How bad it is.
    public enum Level: String, Encodable, Hashable, Sendable {
        case error = "ERROR"
        case warning = "WARN"
        case information = "INFO"
    }

    /// The rule, in snake case.
    public let name: String
    /// The rule in words.
    public let title: String
    /// How bad it is.
    public let level: Level
    /// What is wrong here.
    public let detail: String
    /// What to do.
    public let remediation: String
    /// The object or role it is about.
    public let object: String
    /// Why it is meant to be so, which leaves it an information; nil when nobody declared it.
    public let declared: String?
    /// The database that the object is in; nil for what belongs to the whole server, and where one database alone was
    /// asked about.
    public internal(set) var database: String?

    /// Tells this finding from all others, and is the same as long as it stays.
    public var cacheKey: String { "\(name) \(place)" + (isOneOfSeveral ? " \(detail)" : "") }

    private let isOneOfSeveral: Bool

    /// The object, behind the name of its database.
    var place: String { database.map { "\($0): \(object)" } ?? object }

    private enum CodingKeys: String, CodingKey {
        case name, title, level, facing, categories, detail, remediation, metadata
        case cacheKey = "cache_key"
    }

    private struct Metadata: Encodable {
        let object: String
        let database: String?
        let declared: String?
    }

    /// A finding of a rule.
    init(_ rule: AdviceRule, _ object: String, _ detail: String, declared: String? = nil) {
        name = rule.name
        title = rule.title
        level = declared == nil ? rule.level : .information
        self.declared = declared
        isOneOfSeveral = rule.findsSeveral
        remediation = rule.remediation
        self.object = object
        self.detail = detail
    }

    /// As splinter's rows are, with the columns that this tool knows.
    public func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: CodingKeys.self)
        try fields.encode(name, forKey: .name)
        try fields.encode(title, forKey: .title)
        try fields.encode(level, forKey: .level)
        try fields.encode("EXTERNAL", forKey: .facing)
        try fields.encode(["SECURITY"], forKey: .categories)
        try fields.encode(detail, forKey: .detail)
        try fields.encode(remediation, forKey: .remediation)
        try fields.encode(Metadata(object: object, database: database, declared: declared), forKey: .metadata)
        try fields.encode(cacheKey, forKey: .cacheKey)
    }
}

extension Advice: Comparable {
    /// The worst first, then by rule, then by place.
    public static func < (first: Advice, second: Advice) -> Bool {
        let order: [Level] = [.error, .warning, .information]
        let (one, other) = (order.firstIndex(of: first.level) ?? 0, order.firstIndex(of: second.level) ?? 0)
        return (one, first.name, first.place) < (other, second.name, second.place)
    }
}
