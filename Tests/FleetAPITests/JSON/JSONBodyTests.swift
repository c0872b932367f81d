import Foundation
import HTTPTypes
import Testing
import TestSupport

@testable import FleetAPI

@Suite struct JSONBodyTests {
    @Test func readsMembersByKind() throws {
        let text =
            #"{"a":"x","b":true,"c":null,"d":-1.50e+2,"e":[1,[]],"f":{"g":false},"h":"\ud83d\ude9a\/\u0041","i":"\ud83d"}"#
        let body = try JSONBody(bytes: Array(text.utf8))
        #expect(
            body.fields == [
                "a": .string("x"), "b": .bool(true), "c": .null, "d": .number("-1.50e+2"),
                "e": .array([.number("1"), .array([])]), "f": .object(["g": .bool(false)]), "h": .string("🚚/A"),
                "i": .brokenString,
            ])
    }

    @Test(arguments: [
        "", "{", "[]", "\"x\"", "null", "{\"a\":}", "{'a':1}", "\u{FEFF}{}", "{}x", "{\"a\":1,}", "{\"a\":01}",
        "{\"a\":+1}",
        "{\"a\":1.}", "{\"a\":.5}", "{\"a\":1e}", "{\"a\":NaN}", "{\"a\":\"\u{1}\"}", "{\"a\":\"\\x\"}",
        "{\"a\":\"\\u12\"}",
        "{\"a\":[1,]}", "{\"a\":tru}", "{\"a\" 1}", "{\"a\":1 \"b\":2}", "{\"a\":\"", "{\"a\":\"\\",
        "{\"a\":1,\"a\":2}",
        "{\"\\ud83d\":1}",
    ])
    func refusesWhatIsNoObject(_ text: String) {
        #expect { try JSONBody(bytes: Array(text.utf8)) } throws: { ($0 as? Problem)?.status == .badRequest }
    }

    @Test func refusesInvalidUTF8() {
        let bytes = Array(#"{"a":""#.utf8) + [0xFF, 0xFE] + Array(#""}"#.utf8)
        #expect { try JSONBody(bytes: bytes) } throws: { ($0 as? Problem)?.status == .badRequest }
    }

    @Test func refusesDeepNestingAndTooManyFields() {
        let deep = "{\"a\":" + String(repeating: "[", count: 100_000) + String(repeating: "]", count: 100_000) + "}"
        #expect(throws: Problem.self) { try JSONBody(bytes: Array(deep.utf8)) }
        let wide = "{" + (0...JSONParser.maximumMembers).map { "\"f\($0)\":1" }.joined(separator: ",") + "}"
        #expect(throws: Problem.self) { try JSONBody(bytes: Array(wide.utf8)) }
    }

    /// Bytes that are nearly JSON: whatever they are, the parser ends and agrees with another on what is valid.
    @Test(arguments: try Seed.some()) func agreesWithAnotherReader(_ seed: Seed) throws {
        var generator = seed.generator()
        let names = ["\"a\"", "\"b\"", "\"\\n\""]
        let pieces = names + ["{", "}", "[", "]", ",", ":", "1", "-0.5", "true", "null", " ", "x"]
        for _ in 0..<20_000 {
            let text = (0..<Int.random(in: 1...8, using: &generator))
                .map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
            let ours = (try? JSONParser.parse(Array(text.utf8))) != nil
            let theirs = (try? JSONSerialization.jsonObject(with: Data(text.utf8), options: .fragmentsAllowed)) != nil
            // The other one takes a member that is named twice, and a comma before the end.
            let namesOneTwice = names.contains { text.components(separatedBy: $0).count > 2 }
            let endsWithComma = text.contains(/, *[\]}]/)
            if ours != theirs { #expect(theirs && (namesOneTwice || endsWithComma), "\(text)") }
        }
    }
}
