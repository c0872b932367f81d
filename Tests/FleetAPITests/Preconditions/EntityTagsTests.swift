import Testing

@testable import FleetAPI

@Suite struct EntityTagsTests {
    static let cases: [(String, weakly: Bool, EntityTags)] = [
        ("\"3\"", false, .versions([3])), ("*", false, .any), ("\"1\", \"2\"", false, .versions([1, 2])),
        ("W/\"3\"", false, .versions([])), ("W/\"3\"", true, .versions([3])), ("3", false, .versions([])),
        ("\"abc\"", false, .versions([])), ("", false, .versions([])), ("\"\"", true, .versions([])),
    ]

    @Test(arguments: cases)
    func readsTags(_ header: String, _ weakly: Bool, _ expected: EntityTags) {
        #expect(EntityTags(header, comparesWeakly: weakly) == expected)
    }

    @Test func withoutTheHeaderNothingIsAsked() {
        #expect(EntityTags(nil, comparesWeakly: true) == nil)
    }

    @Test func aMissingResourceMatchesNothing() {
        #expect(throws: Problem.noResource) { try EntityTags.any.check(nil) }
        #expect(throws: Problem.preconditionFailed) { try EntityTags.versions([2]).check(3) }
        #expect(throws: Never.self) { try EntityTags.versions([2, 3]).check(3) }
    }
}
