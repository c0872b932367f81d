import PostgresDriver
import TestSupport
import Testing

@testable import DataAccess

@Suite("The text of a cursor")
struct PageCursorTests {
    @Test(
        "what goes out comes back",
        arguments: [[], ["5"], [nil, "5"], ["", nil, "Säge\n'; --", "\u{1F527}"]] as [[String?]])
    func roundTrip(values: [String?]) throws {
        let cursor = PageCursor(order: 0xdead_beef_0102_0304, values: values)
        #expect(try PageCursor(cursor.text) == cursor)
        #expect(cursor.text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") })
    }

    @Test("its description and its mirror hold no value")
    func description() {
        let cursor = PageCursor(order: 1, values: ["a secret"])
        #expect("\(cursor)" == "a cursor with 1 values")
        var dumped = ""
        dump(cursor, to: &dumped)
        #expect(!dumped.contains("secret"))
    }

    @Test(
        "what was never a cursor is refused",
        arguments: ["", "A", "AQ", "////", "=", "not a cursor", "AQAAAAAAAAAAAAAA"])
    func foreign(text: String) {
        let error = #expect(throws: DatabaseError.self) { try PageCursor(text) }
        #expect(error?.code == .invalidCursor)
    }

    @Test("a cursor with one character changed, left out or added is refused", arguments: try Seed.some(5))
    func damaged(seed: Seed) throws {
        var random = seed.generator()
        let text = PageCursor(order: random.next(), values: ["Säge", nil, "17"]).text
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
        for _ in 0..<200 {
            var characters = Array(text)
            let place = random.below(characters.count)
            switch random.below(3) {
            case 0: characters[place] = alphabet[random.below(alphabet.count)]
            case 1: characters.remove(at: place)
            default: characters.insert(alphabet[random.below(alphabet.count)], at: place)
            }
            let damaged = String(characters)
            if damaged != text { #expect(throws: DatabaseError.self, "\(damaged)") { try PageCursor(damaged) } }
        }
    }
}
