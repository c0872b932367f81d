/// The page a list is asked for.
struct PageRequest: Sendable, Equatable {
    static let limits = 1...200
    static let defaultLimit = 50
    /// Rows up to the end of the deepest page: to reach a page the server reads every row before it.
    static let deepest = 1_000_000

    static let page = Parameter(
        "page", .integer(1...deepest), "From 1. Times limit it may reach \(deepest): narrow the search for more.")
    static let limit = Parameter("limit", .integer(limits), "Resources on a page; \(defaultLimit) when absent.")

    /// From 1.
    var page: Int
    var limit: Int

    var offset: Int { (page - 1) * limit }
}

extension QueryParameters {
    /// Reads `page` and `limit`; what is wrong with them joins the other errors of the query.
    mutating func pageRequest() -> PageRequest {
        let page = read(PageRequest.page) ?? 1
        let limit = read(PageRequest.limit) ?? PageRequest.defaultLimit
        if page * limit > PageRequest.deepest {
            refuse("page", "times limit must not pass \(PageRequest.deepest); narrow the search instead")
        }
        return PageRequest(page: page, limit: limit)
    }
}
