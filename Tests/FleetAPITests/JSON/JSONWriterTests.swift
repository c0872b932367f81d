import Foundation
import Testing

@testable import FleetAPI

@Suite struct JSONAnswerTests {
    private func text(_ value: some Encodable) throws -> String {
        String(decoding: try JSONAnswer.encoder.encode(value), as: UTF8.self)
    }

    @Test func datesAreUTCWithFractions() throws {
        #expect(
            try text(["at": Date(timeIntervalSince1970: 1_700_000_000.25)]) == #"{"at":"2023-11-14T22:13:20.250Z"}"#)
    }

    @Test func numericsAreNumbers() throws {
        #expect(try text(["displ": Decimal(sign: .plus, exponent: -1, significand: 25)]) == #"{"displ":2.5}"#)
    }

    @Test func slashesAreNotEscaped() throws {
        #expect(try text(["url": "http://x/y"]) == #"{"url":"http://x/y"}"#)
    }
}
