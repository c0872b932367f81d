import FoundationEssentials
import PostgresDriver
import TestSupport

/// Gives decoders bytes that no server would send: random ones, and valid ones with some changes. The same random
/// numbers make the same inputs.
///
/// A value that a decoder takes must survive being sent and read again.
struct DecodingFuzz {
    /// A type's decoder as a plain function: `nil` for a refusal, otherwise whether the value went through a second time
    /// unchanged.
    private typealias Decoder = @Sendable (Cell) -> Bool?

    /// A valid value to start from.
    private struct Start {
        let type: UInt32
        let format: PostgresType.Format
        let bytes: [UInt8]
        let decoder: Int
    }

    private static let mostBytes = 64
    private static let (decoders, starts) = subjects()

    private var generator: SeededGenerator
    private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: mostBytes, alignment: 8)
    private var accepted = 0
    private var changed: [String] = []

    /// - Returns: How many inputs were taken for values, and those that did not survive the second reading.
    static func run(_ generator: SeededGenerator, count: Int) -> (accepted: Int, changed: [String]) {
        var fuzz = DecodingFuzz(generator: generator)
        defer { fuzz.buffer.deallocate() }
        for _ in 0..<count { fuzz.step() }
        return (fuzz.accepted, fuzz.changed)
    }

    private mutating func step() {
        let dice = generator.next()
        let start = Self.starts[Int(truncatingIfNeeded: dice >> 40) % Self.starts.count]
        let isRandom = dice & 3 == 0
        let count = isRandom ? randomBytes(Int(truncatingIfNeeded: dice >> 8) % 40) : mutated(start.bytes)
        // Now and then the other form, or another type's decoder.
        let format: PostgresType.Format = dice & 0x30 == 0 ? (start.format == .text ? .binary : .text) : start.format
        let decoder =
            dice & 0xC0 == 0 ? Int(truncatingIfNeeded: dice >> 24) % 4_096 % Self.decoders.count : start.decoder
        let bytes = UnsafeRawBufferPointer(rebasing: buffer[..<count])
        guard let isSame = Self.decoders[decoder](Cell(type: start.type, format: format, bytes: bytes)) else { return }
        accepted += 1
        if !isSame { changed.append("type \(start.type), \(format), decoder \(decoder): \(Array(bytes))") }
    }

    private mutating func randomBytes(_ count: Int) -> Int {
        for offset in stride(from: 0, to: count, by: 8) {
            buffer.storeBytes(of: generator.next(), toByteOffset: offset, as: UInt64.self)
        }
        return count
    }

    /// Changes some bytes of a valid value, and cuts or doubles a part of it.
    private mutating func mutated(_ start: [UInt8]) -> Int {
        buffer.copyBytes(from: start)
        var count = start.count
        for _ in 0...(generator.next() & 3) {
            let dice = generator.next()
            let place = count == 0 ? 0 : Int(truncatingIfNeeded: dice >> 32 & 0xffff) % count
            switch dice & 7 {
            case 0, 1,
                2 where count > 0:
                buffer[place] = UInt8(truncatingIfNeeded: dice >> 8)
            case 3 where count > 0: buffer[place] ^= 1 << (UInt8(truncatingIfNeeded: dice >> 8) & 7)
            case 4 where count > 0:
                // What stands in texts and at the edges of numbers.
                buffer[place] = Self.telling[Int(truncatingIfNeeded: dice >> 8 & 0xff) % Self.telling.count]
            case 5: count = place
            case 6 where count < Self.mostBytes:
                buffer[count] = UInt8(truncatingIfNeeded: dice >> 8)
                count += 1
            case 7 where count >= 4:
                let integer = Self.tellingIntegers[Int(truncatingIfNeeded: dice >> 8 & 0xff) % 6]
                buffer.storeBytes(of: integer.bigEndian, toByteOffset: min(place, count - 4), as: Int32.self)
            default: break
            }
        }
        return count
    }

    private static let telling = Array("0123456789-+:. {}[],\\\"NnBCe".utf8) + [0, 1, 0x7f, 0x80, 0xff]
    private static let tellingIntegers: [Int32] = [0, 1, -1, .min, .max, 0x0000_4000]

    // MARK: What is tried

    private static func subjects() -> ([Decoder], [Start]) {
        var decoders: [Decoder] = []
        var starts: [Start] = []
        func add<Value>(
            _ sample: TypeSample<Value>, oid: UInt32, array: UInt32, texts: [String], isExact: Bool = true
        ) {
            var generator = SeededGenerator(seed: 3)
            let values = sample.values(6, &generator)
            func start(_ type: UInt32, _ format: PostgresType.Format, _ bytes: [UInt8], array isArray: Bool) {
                guard bytes.count <= mostBytes else { return }
                starts.append(
                    Start(type: type, format: format, bytes: bytes, decoder: decoders.count + (isArray ? 1 : 0)))
            }
            for value in values {
                start(oid, .binary, encoded(value), array: false)
                start(array, .binary, encoded([nil, value]), array: true)
            }
            for text in texts {
                start(oid, .text, Array(text.utf8), array: false)
                start(array, .text, Array("{NULL,\"\(text)\",\(text)}".utf8), array: true)
                start(16_400, .text, Array("[0:1]={NULL,\"\(text)\"}".utf8), array: true)
            }
            decoders.append { survives($0, as: Value.self, isExact: isExact) }
            decoders.append { survives($0, as: [Value?].self, isExact: isExact) }
        }
        add(TypeSamples.bool, oid: 16, array: 1000, texts: ["t", "f"])
        add(TypeSamples.int2, oid: 21, array: 1005, texts: ["-32768"])
        add(TypeSamples.int4, oid: 23, array: 1007, texts: ["2147483647"])
        add(TypeSamples.int8, oid: 20, array: 1016, texts: ["-9223372036854775808"])
        add(TypeSamples.oid, oid: 26, array: 1028, texts: ["4294967295"])
        add(TypeSamples.float4, oid: 700, array: 1021, texts: ["1.5e-07", "NaN", "-Infinity"])
        add(TypeSamples.float8, oid: 701, array: 1022, texts: ["-1.7976931348623157e+308"])
        add(TypeSamples.numeric, oid: 1700, array: 1231, texts: ["-123456789.000100", "100000", "NaN"])
        add(TypeSamples.text, oid: 25, array: 1009, texts: ["Grüße 🚚"])
        add(TypeSamples.bytea, oid: 17, array: 1001, texts: [#"\x00ff"#, #"a\\b\001\377"#])
        add(TypeSamples.uuid, oid: 2950, array: 2951, texts: ["6f9619ff-8b86-d011-b42d-00c04fc964ff"])
        add(TypeSamples.date, oid: 1082, array: 1182, texts: ["2024-02-29", "0044-03-15 BC", "infinity"])
        add(TypeSamples.time, oid: 1083, array: 1183, texts: ["13:05:00.25", "24:00:00"])
        add(TypeSamples.timestamp, oid: 1114, array: 1115, texts: ["2024-02-29 13:05:00.25", "294276-12-31 23:59:59"])
        add(TypeSamples.timestamptz, oid: 1184, array: 1185, texts: ["1883-11-18 12:03:58-03:30:52 BC"])
        // Near the ends of PostgreSQL's range a `Date` is exact to a millisecond only.
        add(
            TypeSamples.foundationDate, oid: 1184, array: 1185, texts: ["2024-02-29 13:05:00.25+05:30"], isExact: false)
        add(TypeSamples.interval, oid: 1186, array: 1187, texts: ["-1 years -2 mons +3 days -04:05:06.789"])
        add(TypeSamples.mood, oid: 16_390, array: 16_391, texts: ["calm"])
        add(TypeSamples.jsonb, oid: 3802, array: 3807, texts: [#"{"theme":"a","sizes":[1]}"#])
        return (decoders, starts)
    }

    private static func encoded<Value: PostgresEncodable>(_ value: Value) -> [UInt8] {
        var bytes: [UInt8] = []
        value.encode(into: &bytes)
        return bytes
    }

    private static func survives<Value: PostgresCodable>(_ cell: Cell, as type: Value.Type, isExact: Bool) -> Bool? {
        guard let value = try? Value(cell: cell) else { return nil }
        guard isExact else { return true }
        let once = encoded(value)
        // Text whose type the server infers comes back as text.
        let type =
            Value.postgresType.oid == 0 ? (once.first == UInt8(ascii: "{") ? 16_400 : 25) : Value.postgresType.oid
        let format: PostgresType.Format = Value.postgresType.oid == 0 ? .text : .binary
        return once.withUnsafeBytes { bytes in
            guard let again = try? Value(cell: Cell(type: type, format: format, bytes: bytes)) else { return false }
            return encoded(again) == once
        }
    }
}
