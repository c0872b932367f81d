import DataAccessMacros
import Foundation

extension WorkOrder {
    static func prepared(_ draft: Draft, in session: Session<Webapp, TenantScope>) async throws -> Draft {
        try await completed(draft, since: nil, in: session)
    }

    static func prepared(
        _ draft: Draft, replacing id: ID, in session: Session<Webapp, TenantScope>
    ) async throws -> Draft {
        guard draft.status == .completed else { return draft }
        let present = try await session.first(WorkOrder.where { $0.id == id }.locked(.forUpdate))
        return try await completed(draft, since: present?.completedAt, in: session)
    }

    /// Dates what is completed, and nothing else.
    ///
    /// - Parameter earlier: when it was completed already.
    private static func completed(
        _ draft: Draft, since earlier: Date?, in session: Session<Webapp, TenantScope>
    ) async throws -> Draft {
        var dated = draft
        guard draft.status == .completed else { return dated }
        if let earlier { dated.completedAt = earlier } else { dated.completedAt = try await session.now() }
        return dated
    }
}
