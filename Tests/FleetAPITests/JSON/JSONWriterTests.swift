import Foundation
import NIOCore
import Testing

@testable import FleetAPI

@Suite struct JSONWriterTests {
    private func text(_ write: (inout JSONWriter) -> Void) -> String {
        var json = JSONWriter()
        write(&json)
        return String(buffer: json.buffer)
    }

    @Test func membersAndElementsAreParted() {
        let written = text { json in
            json.beginObject()
            json.member("a") { $0.integer(-1) }
            json.name("b")
            json.beginArray()
            json.bool(true)
            json.null()
            json.beginObject()
            json.endObject()
            json.beginArray()
            json.endArray()
            json.endArray()
            json.member("c") { $0.decimal(Decimal(sign: .plus, exponent: -1, significand: 25)) }
            json.endObject()
        }
        #expect(written == #"{"a":-1,"b":[true,null,{},[]],"c":2.5}"#)
    }

    @Test(arguments: [
        "", "plain", "a/b", "\"", "\\", "\n\r\t", "\u{0}\u{1}\u{1F}\u{7F}", "naïve 日本 🚚", "e\u{301}", "\u{2028}",
    ])
    func textsComeBackAsTheyWere(_ original: String) throws {
        let written = text { $0.string(original) }
        #expect(try JSONParser.parse(Array(written.utf8)) == .string(original))
        let read = try JSONSerialization.jsonObject(with: Data(written.utf8), options: .fragmentsAllowed)
        #expect(read as? String == original)
    }

    @Test(arguments: [
        (0.0, "1970-01-01T00:00:00.000Z"), (1_700_000_000.25, "2023-11-14T22:13:20.250Z"),
        (-0.001, "1969-12-31T23:59:59.999Z"), (951_782_400, "2000-02-29T00:00:00.000Z"),
        (1_767_225_599.999_9, "2025-12-31T23:59:59.999Z"), (-62_135_596_800, "0001-01-01T00:00:00.000Z"),
        (253_402_300_799, "9999-12-31T23:59:59.000Z"),
    ])
    func instantsAreUTCWithMilliseconds(_ seconds: Double, _ expected: String) {
        #expect(JSONTime.text(Date(timeIntervalSince1970: seconds)) == expected)
    }

    @Test func instantsComeBack() throws {
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<1000 {
            let milliseconds = Double(Int.random(in: -62_135_596_800_000..<253_402_300_800_000, using: &generator))
            let date = Date(timeIntervalSince1970: milliseconds / 1000)
            let read = try #require(JSONTime.instant(JSONTime.text(date)))
            #expect(abs(read.timeIntervalSince(date)) < 0.0015)
        }
    }

    @Test func valuesThatEncodeThemselvesHaveSortedKeysAndPlainSlashes() throws {
        let answer = try JSONAnswer.encoding(["url": "http://x/y", "a": "b"])
        #expect(String(buffer: answer.body) == #"{"a":"b","url":"http://x/y"}"#)
    }
}
