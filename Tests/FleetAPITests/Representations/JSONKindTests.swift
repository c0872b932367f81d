import Foundation
import NIOCore
import PostgresDriver
import Testing

@testable import FleetAPI

/// Each kind reads what its schema allows and refuses the rest; the specification's own check agrees.
@Suite struct JSONKindTests {
    private func read<Value>(_ kind: JSONKind<Value>, _ text: String) throws -> Value? {
        var errors = FieldErrors()
        let value = kind.read(try JSONParser.parse(Array(text.utf8)), &errors)
        #expect((value == nil) == !errors.isEmpty, "\(text)")
        let json = try JSONSerialization.jsonObject(with: Data(text.utf8), options: .fragmentsAllowed)
        #expect(try violations(of: json, kind).isEmpty == (value != nil), "\(text) against the schema")
        return value
    }

    private func violations<Value>(of json: Any, _ kind: JSONKind<Value>) throws -> [String] {
        var (writer, names) = (JSONWriter(), [String: Schema]())
        kind.schema.write(to: &writer, names: &names)
        let schema = try JSONSerialization.jsonObject(with: Data(writer.buffer.readableBytesView))
        return SchemaCheck(document: [:]).violations(of: json, schema: schema, at: "$")
    }

    @Test(arguments: [
        ("0", 0), ("9", 9), ("-3", -3), ("4.0", 4), ("4e0", 4), ("0.5", nil), ("10", nil), ("-4", nil), ("1e99", nil),
        ("99999999999999999999", nil), ("\"4\"", nil), ("true", nil), ("null", nil),
    ])
    func integers(_ text: String, _ expected: Int?) throws {
        #expect(try read(.integer(-3...9), text) == expected)
    }

    @Test(arguments: [
        ("0", "0"), ("12.34", "12.34"), ("0.30000000000000004", "0.3"), ("0.125", "0.13"), ("-0.125", "-0.13"),
        ("100", "100"), ("100.001", nil), ("1e9", nil), ("\"1\"", nil), ("[]", nil),
    ])
    func decimals(_ text: String, _ expected: String?) throws {
        #expect(try read(.decimal(-1...100, scale: 2), text)?.description == expected)
    }

    @Test(arguments: [
        ("\"2026-11-22\"", "2026-11-22"), ("\"2024-02-29\"", "2024-02-29"), ("\"2023-02-29\"", nil),
        ("\"2026-13-01\"", nil), ("\"tomorrow\"", nil), ("20261122", nil),
    ])
    func dates(_ text: String, _ expected: String?) throws {
        #expect(try read(.date, text)?.description == expected)
    }

    @Test(arguments: [
        ("\"2026-11-22T16:41:05Z\"", "2026-11-22T16:41:05.000Z"),
        ("\"2026-11-22T17:41:05.25+01:00\"", "2026-11-22T16:41:05.250Z"),
        ("\"2026-11-22T16:41:05-00:30\"", "2026-11-22T17:11:05.000Z"),
        ("\"2026-11-22\"", nil), ("\"2026-11-22T25:00:00Z\"", nil), ("\"2026-02-30T00:00:00Z\"", nil), ("1", nil),
    ])
    func instants(_ text: String, _ expected: String?) throws {
        #expect(try read(.dateTime, text).map(JSONTime.text) == expected)
    }

    @Test(arguments: [
        ("\"a\"", true), ("\"abc\"", true), ("\"e\u{301}e\"", true), ("\"abcd\"", false), ("\"\"", false),
        ("\" \\t\"", false),
        ("\"a\\u0000\"", false), ("7", false),
    ])
    func texts(_ text: String, _ fits: Bool) throws {
        #expect((try read(.text(1...3), text) != nil) == fits)
    }

    @Test(arguments: [("\"AB12\"", true), ("\"ab12\"", false), ("\"AB12 \"", false), ("\"AB12\\n\"", false)])
    func patterns(_ text: String, _ fits: Bool) throws {
        var errors = FieldErrors()
        let kind = JSONKind<String>.pattern("[A-Z]{2}[0-9]{2}", length: 4...4, "must be two letters and two digits")
        #expect((kind.read(try JSONParser.parse(Array(text.utf8)), &errors) != nil) == fits)
    }

    @Test func elementsAreNamedByTheirPlace() throws {
        struct Defect: Sendable, Equatable { var title = ""; var cost: Int? }
        let defect = Representation<Defect, Defect>(
            "Defect", from: Defect(),
            [
                .required("title", .text(1...9), { $0.title }, \.title),
                .optional("cost", .integer(0...9), { $0.cost }, \.cost),
            ])
        let kind = JSONKind<[Defect]>.list(of: .object(defect), 0...3)
        var errors = FieldErrors()
        let good = kind.read(try JSONParser.parse(Array(#"[{"title":"A"},{"title":"B","cost":1}]"#.utf8)), &errors)
        #expect(good == [Defect(title: "A"), Defect(title: "B", cost: 1)])
        _ = kind.read(try JSONParser.parse(Array(#"[{"title":"A"},{"cost":10,"x":1},3]"#.utf8)), &errors)
        #expect(errors.all.map(\.field) == ["[1].title", "[1].cost", "[1].x", "[2]"])
    }
}
