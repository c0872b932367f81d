import Foundation
import PostgresDriver
import Testing

@testable import DataAccess

@Suite("Rows read into any Decodable")
struct RowDecoderTests {
    private enum Mood: String, Decodable { case calm, stormy }
    private enum Level: Int, Decodable { case low = 1, high }
    private struct Settings: Decodable, Equatable { let theme: String; let sizes: [Int] }

    private struct Everything: Decodable {
        let id: UUID
        let madeAt: Date
        let price: Decimal
        let name: String
        let isOpen: Bool
        let count: Int
        let small: Int16
        let tiny: UInt8
        let share: Double
        let half: Float
        let mood: Mood
        let level: Level
        let tags: [String]
        let settings: Settings
        let plan: [Settings]
        let URLValue: String
        let note: String?
        let weight: Double?
        let seenAt: Date?
        let otherMood: Mood?
        let other: Settings?
    }

    private static let everything: SQL = """
        SELECT '6ba7b810-9dad-11d1-80b4-00c04fd430c8'::uuid AS id, timestamptz 'epoch' AS made_at, 12.50 AS price,
        'Saw' AS name, true AS is_open, 5::int4 AS count, 6::int2 AS small, 200 AS tiny, 0.5::float8 AS share,
        0.25::float4 AS half, 'calm' AS mood, 2 AS level, ARRAY['a', NULL, 'c'] AS gaps, ARRAY['a', 'b'] AS tags,
        '{"theme": "dark", "sizes": [1]}'::jsonb AS settings, '[{"theme": "x", "sizes": []}]'::json AS plan,
        'x' AS url_value, NULL::text AS note, 1.5::float8 AS weight, NULL::timestamptz AS seen_at,
        'stormy' AS "otherMood", NULL::jsonb AS other
        """

    @Test("values of every kind come from the column of their name, in snake case or not")
    func everyKind() async throws {
        let row = try #require(try await rows(Self.everything, Everything.self).first)
        #expect(row.id.uuidString == "6BA7B810-9DAD-11D1-80B4-00C04FD430C8")
        #expect(row.madeAt == Date(timeIntervalSince1970: 0))
        #expect(row.price == Decimal(string: "12.5"))
        #expect((row.name, row.isOpen, row.count, row.small, row.tiny) == ("Saw", true, 5, 6, 200))
        #expect((row.share, row.half, row.mood, row.level) == (0.5, 0.25, .calm, .high))
        #expect(row.tags == ["a", "b"])
        #expect(row.settings == Settings(theme: "dark", sizes: [1]))
        #expect(row.plan == [Settings(theme: "x", sizes: [])])
        #expect(row.URLValue == "x")
        #expect((row.note, row.weight, row.seenAt, row.otherMood) == (nil, 1.5, nil, .stormy))
        #expect(row.other == nil)
    }

    @Test("a single column is read as its values; columns by name, as a dictionary")
    func otherShapes() async throws {
        #expect(try await rows("SELECT generate_series(1, 3)", Int.self) == [1, 2, 3])
        #expect(try await rows("SELECT 'calm'", Mood.self) == [.calm])
        #expect(try await rows("SELECT 1 AS a, 2 AS b", [String: Int].self) == [["a": 1, "b": 2]])
        #expect(try await rows("SELECT 1 WHERE false", Int.self).isEmpty)
    }

    @Test(
        "an error names the column, and no value",
        arguments: [
            ("SELECT 'a' AS title", "no column for name; the result has title"),
            ("SELECT 1 AS name", "column name: expected String"),
            ("SELECT NULL::text AS name", "column name: expected String"),
            ("SELECT 'a' AS \"Name\", 'b' AS na_me", "several columns for name: Name, na_me"),
        ])
    func names(sql: String, expected: String) async throws {
        struct Item: Decodable { let name: String }
        try await expect(expected, from: sql, Item.self)
    }

    @Test("an error of an enum, of JSON and of a number names the column, and no value")
    func otherErrors() async throws {
        struct Kind: Decodable { let mood: Mood }
        try await expect("column mood: its value is none of Mood", from: "SELECT 'secret' AS mood", Kind.self)
        struct Object: Decodable { let settings: Settings }
        try await expect("column settings", from: "SELECT '{\"theme\": \"secret\"}'::jsonb AS settings", Object.self)
        try await expect("column settings: it holds one value", from: "SELECT 'secret' AS settings", Object.self)
        struct Tiny: Decodable { let tiny: UInt8 }
        try await expect("column tiny: its value does not fit UInt8", from: "SELECT 300 AS tiny", Tiny.self)
        try await expect("there are 2", from: "SELECT 1, 2", Int.self)
    }

    private func expect<Item: Decodable & Sendable>(_ detail: String, from sql: String, _ type: Item.Type) async throws
    {
        let error = await #expect(throws: DatabaseError.self) { _ = try await rows(SQL(verbatim: sql), type) }
        #expect(error?.code == .decoding)
        #expect(error?.detail?.contains(detail) == true, "\(error?.detail ?? "")")
        #expect(error?.detail?.contains("secret") == false)
    }

    private func rows<Item: Decodable & Sendable>(_ sql: SQL, _ type: Item.Type) async throws -> [Item] {
        var found: [Item] = []
        try await withDatabase { database, _ in
            found = try await database.readGlobal { session in try await session.fetch(sql, decoding: type) }
        }
        return found
    }
}
