/// Where a page stands among all of them, as it is answered.
struct Pagination: Encodable, Sendable, Equatable {
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
}
