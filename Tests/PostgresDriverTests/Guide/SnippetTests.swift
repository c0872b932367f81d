import Testing
import TestSupport

@Suite("A snippet of the guide")
struct SnippetTests {
    @Test("is a named block of the page")
    func shown() throws {
        let page = """
            <!-- snippet: one -->
            ```swift
            let a = 1

            ```
            ```sh
            make
            ```
            <!-- snippet: two-b -->
            ```swift
            ```
            """
        let snippets = try Snippet.shown(in: page, file: "page")
        #expect(snippets == [Snippet(name: "one", lines: ["let a = 1", ""]), Snippet(name: "two-b", lines: [])])
    }

    @Test("needs a name on the page", arguments: ["```swift\n```", "<!-- snippet: a -->\n```swift\n"])
    func unnamed(page: String) {
        #expect(throws: Snippet.Malformed.self) { try Snippet.shown(in: page, file: "page") }
    }

    @Test("is a marked part of a test, without its indentation")
    func run() throws {
        let test = """
            func f() {
                // snippet: one
                if a {

                    b()
                }
                // end
            }
            """
        #expect(
            try Snippet.run(in: test, file: "test") == [Snippet(name: "one", lines: ["if a {", "", "    b()", "}"])])
    }

    @Test("needs a proper name and an end in a test", arguments: ["// snippet: A\n// end", "// snippet: a\n"])
    func unended(test: String) {
        #expect(throws: Snippet.Malformed.self) { try Snippet.run(in: test, file: "test") }
    }

    @Test("is compared line by line")
    func difference() {
        let report = Snippet.difference(from: ["a", "b", "c"], to: ["x", "a", "B", "c", "d"])
        #expect(report == "+ x\n  a\n- b\n+ B\n  c\n+ d")
        #expect(Snippet.difference(from: [], to: ["a"]) == "+ a")
    }
}
