import Foundation
import Testing

@Suite("The page docs/quick-start.md")
struct QuickStartPageTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").standardized

    @Test("shows the files of the example as they are")
    func files() throws {
        let page = try String(contentsOf: Self.root.appending(path: "docs/quick-start.md"), encoding: .utf8)
        let blocks = page.matches(of: #/<!-- file: (\S+) -->\n```[a-z]+\n((?s:.*?))```\n/#)
        #expect(blocks.count == 6)
        for block in blocks {
            let file = try String(contentsOf: Self.root.appending(path: String(block.1)), encoding: .utf8)
            #expect(file == block.2, "\(block.1) has changed: copy it into the page")
        }
    }
}
