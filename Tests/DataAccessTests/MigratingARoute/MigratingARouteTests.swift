import Testing
import TestSupport

@Suite("The guide docs/migrating-a-route.md")
struct MigratingARouteTests {
    @Test("shows the very code that these tests run, all of it and nothing else")
    func matches() throws {
        let page = GuidePage("docs/migrating-a-route.md", testedBeside: #filePath)
        for problem in try page.problems() { Issue.record("\(problem)") }
    }
}
