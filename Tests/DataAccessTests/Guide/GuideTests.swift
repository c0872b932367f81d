import Testing
import TestSupport

@Suite("The guide docs/data-access.md")
struct GuideTests {
    @Test("shows the very code that these tests run, all of it and nothing else")
    func matches() throws {
        let page = GuidePage("docs/data-access.md", testedBeside: #filePath)
        for problem in try page.problems() { Issue.record("\(problem)") }
    }
}
