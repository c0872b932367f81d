import Testing

@testable import FleetAPI

@Suite struct RequestIdentifierTests {
    @Test(arguments: ["a", "0190c3f6-1c7e", "A_b.c-9", String(repeating: "x", count: 128)])
    func saneOnesAreTaken(_ text: String) {
        #expect(RequestIdentifier(inbound: text)?.description == text)
    }

    @Test(arguments: ["", " ", "a b", "a\nb", "a\"b", "ä", String(repeating: "x", count: 129)])
    func othersAreNot(_ text: String) {
        #expect(RequestIdentifier(inbound: text) == nil)
    }

    @Test func madeOnesAreSaneAndDiffer() {
        let made = (0..<100).map { _ in RequestIdentifier.made() }
        #expect(Set(made).count == 100)
        #expect(made.allSatisfy { RequestIdentifier(inbound: $0.description) == $0 })
    }
}
