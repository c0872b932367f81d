import TestSupport
import FoundationEssentials
import PostgresDriver

/// A type with values to try: the edges of its range and random ones.
struct TypeSample<Value: PostgresCodable & PostgresArrayElement & Sendable>: Sendable {
    /// The type's name at the server.
    let type: String
    let edges: [Value]
    let random: @Sendable (inout SeededGenerator) -> Value
    /// How Swift writes a value, where the server reads that as the same value.
    var text: (@Sendable (Value) -> String)?

    func values(_ count: Int, _ generator: inout SeededGenerator) -> [Value] {
        edges + (0..<count).map { _ in random(&generator) }
    }
}

enum Mood: String, PostgresEnum {
    case calm, stormy
    case odd = #"o,"d\d{} NULL"#
}

struct VehicleKey: RawRepresentable, Hashable, PostgresCodable, PostgresArrayElement {
    let rawValue: UUID
}

struct Settings: Codable, Hashable {
    var theme: String
    var sizes: [Int]
    var ratio: Double?
}

/// Every type that goes both ways.
enum TypeSamples {
    static let bool = TypeSample(type: "bool", edges: [true, false], random: { $0.next() & 1 == 0 }, text: { "\($0)" })
    static let int2 = integers(Int16.self, "int2")
    static let int4 = integers(Int32.self, "int4")
    static let int8 = integers(Int64.self, "int8")
    static let int = integers(Int.self, "int8")
    static let oid = integers(UInt32.self, "oid")
    static let float4 = TypeSample<Float>(
        type: "float4",
        edges: [
            0, -0.0, 1.5, .pi, 0.1, .infinity, -.infinity, .nan, .greatestFiniteMagnitude, .leastNonzeroMagnitude,
            .leastNormalMagnitude,
        ], random: { Float(bitPattern: UInt32(truncatingIfNeeded: $0.next())) }, text: { "\($0)" })
    static let float8 = TypeSample<Double>(
        type: "float8",
        edges: [
            0, -0.0, 1.5, .pi, 0.1, .infinity, -.infinity, .nan, .greatestFiniteMagnitude, .leastNonzeroMagnitude,
            .leastNormalMagnitude,
        ], random: { Double(bitPattern: $0.next()) }, text: { "\($0)" })
    static let numeric = TypeSample<Decimal>(
        type: "numeric",
        edges: [
            "0", "1", "-1", "0.1", "10", "1000", "9999", "10000", "12.50", "123456789.0001", "-0.00001234",
            "99999999999999999999999999999999999999", "1e127", "-1e-128", "0.00000000000000000000000000000000000001",
            "12345678901234567890123456789012345678e-20", "1000000000000000000", "18446744073709551616", "NaN",
        ].compactMap { Decimal(string: $0) }.filter { !$0.isNaN },
        random: { decimal(&$0) }, text: { "\($0)" })
    static let text = TypeSample(
        type: "text", edges: ["", " ", "NULL", "null", "{}", #"a"b\c,d"#, "Grüße 🚚 'quoted' \\ $1", "a\nb\tc"],
        random: { string(&$0) }, text: { $0 })
    static let varchar = TypeSample(type: "varchar", edges: [""], random: { string(&$0) }, text: { $0 })
    static let bytea = TypeSample<[UInt8]>(
        type: "bytea", edges: [[], [0], [0, 1, 255], Array(0...255), Array(#"\x00\\"#.utf8)], random: { bytes(&$0) })
    static let data = TypeSample<Data>(
        type: "bytea", edges: [Data(), Data([0, 92, 255])], random: { Data(bytes(&$0)) })
    static let uuid = TypeSample<UUID>(
        type: "uuid", edges: [UUID(uuid: (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0))],
        random: { generator in UUID.random(using: &generator) }, text: { $0.uuidString })
    static let key = TypeSample<VehicleKey>(
        type: "uuid", edges: [], random: { VehicleKey(rawValue: UUID.random(using: &$0)) },
        text: { $0.rawValue.uuidString })
    static let mood = TypeSample<Mood>(
        type: "mood", edges: Mood.allCases, random: { Mood.allCases[$0.below(3)] }, text: { $0.rawValue })
    static let label = TypeSample<Mood>(
        type: "label", edges: Mood.allCases, random: { Mood.allCases[$0.below(3)] }, text: { $0.rawValue })
    static let size = TypeSample<Int>(type: "size", edges: [1], random: { 1 + $0.below(1_000) }, text: { "\($0)" })
    static let jsonb = json("jsonb")
    static let json = json("json")

    private static func integers<Value: FixedWidthInteger & PostgresCodable & PostgresArrayElement>(
        _: Value.Type, _ type: String
    ) -> TypeSample<Value> {
        TypeSample(
            type: type, edges: [0, 1, Value.min, Value.max, Value.max - 1],
            random: { Value(truncatingIfNeeded: $0.next() >> UInt64($0.below(64))) }, text: { "\($0)" })
    }

    private static func json(_ type: String) -> TypeSample<JSON<Settings>> {
        TypeSample(
            type: type, edges: [],
            random: { generator in
                let settings = Settings(
                    theme: string(&generator), sizes: (0..<generator.below(5)).map { _ in generator.below(1_000) },
                    ratio: generator.below(3) == 0 ? nil : Double(generator.below(1_000)) / 8)
                guard let json = try? JSON(settings) else { preconditionFailure("settings are always encodable") }
                return json
            })
    }

    static func bytes(_ generator: inout SeededGenerator) -> [UInt8] {
        (0..<generator.below(40)).map { _ in UInt8(truncatingIfNeeded: generator.next()) }
    }

    private static func string(_ generator: inout SeededGenerator) -> String {
        let alphabet = Array("ab {}\\\"',;NULLé漢🚚\n\t$1")
        return String((0..<generator.below(30)).map { _ in alphabet[generator.below(alphabet.count)] })
    }

    private static func decimal(_ generator: inout SeededGenerator) -> Decimal {
        let digits = (0..<(1 + generator.below(38))).map { _ in String(generator.below(10)) }.joined()
        let exponent = generator.below(4) == 0 ? generator.below(255) - 128 : generator.below(40) - 30
        let significand = Decimal(string: digits) ?? 0
        return Decimal(
            sign: generator.below(2) == 0 ? .plus : .minus, exponent: min(exponent, 127), significand: significand)
    }
}

extension UUID {
    fileprivate static func random(using generator: inout SeededGenerator) -> UUID {
        let (high, low) = (generator.next(), generator.next())
        var bytes = uuid_t(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
        withUnsafeMutableBytes(of: &bytes) {
            $0.storeBytes(of: high, as: UInt64.self)
            $0.storeBytes(of: low, toByteOffset: 8, as: UInt64.self)
        }
        return UUID(uuid: bytes)
    }
}
