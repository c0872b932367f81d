import Testing
import TestSupport

@Suite("The guide docs/driver.md")
struct GuideTests {
    @Test("shows the very code that these tests run, all of it and nothing else")
    func matches() throws {
        for problem in try GuidePage("docs/driver.md", testedBeside: #filePath).problems() {
            Issue.record("\(problem)")
        }
    }
}
