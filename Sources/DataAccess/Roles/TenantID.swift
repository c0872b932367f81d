public import FoundationEssentials

/// The tenant whose rows a session sees.
public struct TenantID: RawRepresentable, Hashable, Sendable {
    /// The identifier as the tenant column stores it.
    public let rawValue: UUID

    /// Makes the tenant of an identifier.
    public init(rawValue: UUID) { self.rawValue = rawValue }

    /// Makes the tenant of an identifier.
    public init(_ id: UUID) { self.init(rawValue: id) }
}

extension TenantID: CustomStringConvertible {
    /// The identifier in lower case, as PostgreSQL writes it.
    public var description: String { rawValue.uuidString.lowercased() }
}
