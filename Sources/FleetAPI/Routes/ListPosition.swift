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
        "Instead of page: the next of the page before, or nothing (after=) for the first. Each resource comes exactly "
            + "once, however deep.")
}

extension QueryParameters {
    /// Reads `page` or `after`, and `limit`.
    mutating func listPosition() -> ListPosition {
        guard let after = read(ListPosition.after) else { return .page(pageRequest()) }
        let limit = read(PageRequest.limit) ?? PageRequest.defaultLimit
        if read(PageRequest.page) != nil { refuse("page", "cannot be given with after") }
        do {
            return .after(after.isEmpty ? nil : try PageCursor(after), limit: limit)
        } catch {
            refuse(ListPosition.after.name, "must be the next of an earlier answer")
            return .after(nil, limit: limit)
        }
    }
}
