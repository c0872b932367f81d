import DataAccessMacros
import Foundation

/// A tenant's table whose rows the API shows as resources, with a version that becomes the ETag.
protocol TenantResource: Represented
where Access == TenantScope, Input == Draft, ID: RawRepresentable & Sendable, ID.RawValue == UUID {
    /// Counts the row's changes.
    var version: Int { get }

    /// What PUT sets: every column a client writes, and its default where the draft has none.
    static func replacement(_ draft: Draft) -> Changes
}

extension TenantResource {
    static var idKind: JSONKind<ID> { JSONKind.uuid.wrapped(as: ID.self) }
}
