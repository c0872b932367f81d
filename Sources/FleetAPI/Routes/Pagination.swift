/// Which page was answered, and how many there are.
struct Pagination: Sendable, Equatable {
    var page: Int
    var limit: Int
    /// Rows in all pages together.
    var total: Int
    /// 0 when there is no row.
    var pages: Int

    init(_ request: PageRequest, total: Int) {
        page = request.page
        limit = request.limit
        self.total = total
        pages = (total + request.limit - 1) / request.limit
    }

    static let representation = Representation<Pagination, Void>(
        "Pagination",
        [
            .readOnly("page", .integer(1...PageRequest.deepest)) { $0.page },
            .readOnly("limit", .integer(PageRequest.limits)) { $0.limit },
            .readOnly("total", .count) { $0.total },
            .readOnly("pages", .count) { $0.pages },
        ])
    static let schema = representation.schema
}
