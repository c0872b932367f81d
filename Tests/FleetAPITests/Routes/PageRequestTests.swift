import Testing

@testable import FleetAPI

@Suite struct PageRequestTests {
    struct Case: CustomTestStringConvertible, Sendable {
        var query: String
        var page: PageRequest?
        var wrong: [String] = []
        var testDescription: String { query.isEmpty ? "no query" : query }
    }

    static let cases: [Case] = [
        .init(query: "", page: .init(page: 1, limit: 50)),
        .init(query: "page=3&limit=20", page: .init(page: 3, limit: 20)),
        .init(query: "limit=200", page: .init(page: 1, limit: 200)),
        .init(query: "page=%33", page: .init(page: 3, limit: 50)),
        .init(query: "page=5000&limit=200", page: .init(page: 5000, limit: 200)),
        .init(query: "unknown=x", wrong: ["unknown"]),
        .init(query: "page=0", wrong: ["page"]),
        .init(query: "page=-1", wrong: ["page"]),
        .init(query: "page=+1", wrong: ["page"]),
        .init(query: "page=1.0", wrong: ["page"]),
        .init(query: "page=", wrong: ["page"]),
        .init(query: "page", wrong: ["page"]),
        .init(query: "page=1&page=2", wrong: ["page"]),
        .init(query: "limit=201", wrong: ["limit"]),
        .init(query: "limit=0", wrong: ["limit"]),
        .init(query: "page=x&limit=y", wrong: ["page", "limit"]),
        .init(query: "page=5001&limit=200", wrong: ["page"]),
        .init(query: "page=99999999999999999999", wrong: ["page"]),
        .init(query: "page=%FF", wrong: ["page"]),
        .init(query: "page=%E2%85%A0", wrong: ["page"]),
    ]

    @Test(arguments: cases)
    func readsPageAndLimit(_ expected: Case) {
        var query = QueryParameters(expected.query)
        let page = query.pageRequest()
        if let wanted = expected.page { #expect(page == wanted) }
        let problem: Problem? = {
            do throws(Problem) {
                try query.validate()
                return nil
            } catch { return error }
        }()
        #expect(Set(query.errors.map(\.field)) == Set(expected.wrong))
        #expect(problem == (expected.wrong.isEmpty ? nil : .invalidParameters(query.errors)))
    }

    @Test func offsetSkipsThePagesBefore() {
        #expect(PageRequest(page: 1, limit: 50).offset == 0)
        #expect(PageRequest(page: 4, limit: 20).offset == 60)
    }

    @Test(arguments: [(0, 0), (1, 1), (50, 1), (51, 2), (100, 2)])
    func countsPages(total: Int, pages: Int) {
        #expect(Pagination(PageRequest(page: 1, limit: 50), total: total).pages == pages)
    }
}
