import DataAccess
import PostgresDriver

/// Where in a list the answer begins: numbered pages show how much there is, cursors reach the deepest page as fast as the
/// first and meet each resource exactly once.
enum ListPosition: Sendable, Equatable {
    case page(PageRequest)
    /// nil begins at the first resource.
    case after(PageCursor?, limit: Int)

    static let after = Parameter(
        "after", .text(0...4096),
        "Instead of page, which is then not looked at: the next of the answer before, or nothing (after=) to begin. Each "
            + "resource comes exactly once, however deep.")
}

extension QueryParameters {
    /// Reads `page`, `after` and `limit`.
    ///
    /// - Throws: a 422 when the text of `after` was never a cursor.
    mutating func listPosition() throws(Problem) -> ListPosition {
        let page = pageRequest()
        guard let after = read(ListPosition.after) else { return .page(page) }
        do {
            return .after(after.isEmpty ? nil : try PageCursor(after), limit: page.limit)
        } catch {
            throw Problem(error)
        }
    }
}
