import DataAccessMacros
import Hummingbird

/// A row the API shows as JSON.
protocol Represented: Table {
    associatedtype Input: Sendable
    static var representation: Representation<Self, Input> { get }
}

extension Repository where Row: Represented {
    /// A part of a list, as it was asked for.
    func answer<R: Reads>(
        _ position: ListPosition, of select: Select<Row>, to request: Request, in session: Session<R, Row.Access>
    ) async throws(DatabaseError) -> JSONAnswer {
        switch position {
        case .page(let asked):
            let page = try await page(asked.page, size: asked.limit, of: select, in: session)
            return Row.representation.page(page.rows, Pagination(asked, total: page.total), of: request)
        case .after(let cursor, let limit):
            let page = try await page(after: cursor, size: limit, of: select, in: session)
            return Row.representation.slice(page.rows, Slice(limit: limit, next: page.next?.text), of: request)
        }
    }
}
