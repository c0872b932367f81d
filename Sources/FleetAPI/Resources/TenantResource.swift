import DataAccessMacros
import Foundation

/// A tenant's table whose rows the API shows as resources, with a version that becomes the ETag.
protocol TenantResource: Represented
where Access == TenantScope, Input == Draft, ID: RawRepresentable & Sendable, ID.RawValue == UUID {
    /// Counts the row's changes.
    var version: Int { get }

    /// What PUT sets: every column a client writes, and its default where the draft has none.
    static func replacement(_ draft: Draft) -> Changes

    /// What is stored of a new row: itself, unless a table knows better.
    static func prepared(_ draft: Draft, in session: Session<Webapp, TenantScope>) async throws -> Draft

    /// What takes a row's place: itself, unless a table knows better.
    ///
    /// - Throws: a problem when the row may not be changed any more.
    static func prepared(
        _ draft: Draft, replacing id: ID, in session: Session<Webapp, TenantScope>
    ) async throws -> Draft
}

extension TenantResource {
    static func prepared(_ draft: Draft, in session: Session<Webapp, TenantScope>) async throws -> Draft { draft }

    static func prepared(
        _ draft: Draft, replacing id: ID, in session: Session<Webapp, TenantScope>
    ) async throws -> Draft { draft }

    static var idKind: JSONKind<ID> { JSONKind.uuid.wrapped(as: ID.self) }
}
