/// The page a list is asked for.
struct PageRequest: Sendable, Equatable {
    static let limits = 1...200
    static let defaultLimit = 50
    /// To reach a page the server reads every row before it; cursors go deeper.
    static let deepest = 5_000

    static let page = Parameter(
        "page", .integer(1...deepest), "From 1; 1 when absent. For deeper ones use after.")
    static let limit = Parameter("limit", .integer(limits), "Resources on a page; \(defaultLimit) when absent.")

    /// From 1.
    var page: Int
    var limit: Int

    var offset: Int { (page - 1) * limit }
}

extension QueryParameters {
    /// Reads `page` and `limit`; what is wrong with them joins the other errors of the query.
    mutating func pageRequest() -> PageRequest {
        PageRequest(
            page: read(PageRequest.page) ?? 1, limit: read(PageRequest.limit) ?? PageRequest.defaultLimit)
    }
}
