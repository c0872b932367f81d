import Testing

@testable import Migrations

@Suite struct VersionListTests {
    @Test(arguments: [
        ([], ""), ([30], "030"), ([30, 31, 32], "030, 031, 032"), ([30, 31, 32, 33, 34], "030, 031, 032, 033, 034"),
        (Array(30...150), "030 to 150"), ((30...35).reversed(), "035 to 030"),
        (Array(1...6) + [8, 9] + Array(998...1003), "001 to 006, 008, 009, 998 to 1003"),
        ([1, 2, 3, 2, 1], "001, 002, 003, 002, 001"), ([5, 5, 5, 5, 5, 5], "005, 005, 005, 005, 005, 005"),
    ])
    func moreThanFiveInARowAreARange(versions: [Int], text: String) {
        #expect(versions.versionList == text)
    }
}
