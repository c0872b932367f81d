import Foundation
import HTTPTypes
import Testing

@testable import FleetAPI

@Suite struct JSONBodyTests {
    @Test func readsMembersByKind() throws {
        let body = try JSONBody(bytes: Data(#"{"a":"x","b":true,"c":null,"d":1,"e":[1],"f":{"g":1},"h":"1"}"#.utf8))
        #expect(
            body.fields == [
                "a": .string("x"), "b": .bool(true), "c": .null, "d": .other, "e": .other, "f": .other,
                "h": .string("1"),
            ])
    }

    @Test(arguments: ["", "{", "[]", "\"x\"", "null", "{\"a\":}", "{'a':1}", "\u{FEFF}"])
    func refusesWhatIsNoObject(_ text: String) {
        #expect { try JSONBody(bytes: Data(text.utf8)) } throws: { ($0 as? Problem)?.status == .badRequest }
    }

    @Test func refusesInvalidUTF8() {
        let bytes = Data(#"{"a":""#.utf8) + Data([0xFF, 0xFE]) + Data(#""}"#.utf8)
        #expect { try JSONBody(bytes: bytes) } throws: { ($0 as? Problem)?.status == .badRequest }
    }

    @Test func refusesDeepNestingAndTooManyFields() {
        let deep = "{\"a\":" + String(repeating: "[", count: 100_000) + String(repeating: "]", count: 100_000) + "}"
        #expect(throws: Problem.self) { try JSONBody(bytes: Data(deep.utf8)) }
        let wide = "{" + (0...JSONBody.maximumFields).map { "\"f\($0)\":1" }.joined(separator: ",") + "}"
        #expect(throws: Problem.self) { try JSONBody(bytes: Data(wide.utf8)) }
    }
}
