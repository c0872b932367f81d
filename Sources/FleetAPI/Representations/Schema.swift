import Foundation

/// What a JSON value may be, as the specification says it. It comes with every ``JSONKind``, which also holds values to
/// it, so that the two cannot part.
indirect enum Schema: Sendable, Equatable {
    /// Any value.
    case any
    case null
    case boolean
    case integer(ClosedRange<Int>)
    case number(minimum: Decimal?, maximum: Decimal?)
    case text(TextSchema)
    case array(of: Schema, minimum: Int, maximum: Int?)
    case object(ObjectSchema)
    /// An object whose members have any name.
    case map(of: Schema)
    /// One of these.
    case either([Schema])
    /// The value, or null.
    case nullable(Schema)
    /// A schema that stands under its name in the specification's components.
    case named(String, Schema)
    /// A schema with a sentence for its reader.
    case described(Schema, String)
}

/// The texts that fit.
struct TextSchema: Sendable, Equatable {
    /// Formats of JSON Schema and of OpenAPI's registry.
    enum Format: String, Sendable { case uuid, date, dateTime = "date-time" }

    /// In Unicode scalars, as JSON Schema and PostgreSQL count.
    var minimumLength = 0
    var maximumLength: Int?
    var format: Format?
    /// A regular expression of ECMA-262 that matches somewhere in the text.
    var pattern: String?
    /// When there are any, one of these.
    var choices: [String] = []
}

/// An object with these members and no other.
struct ObjectSchema: Sendable, Equatable {
    struct Member: Sendable, Equatable {
        var name: String
        var schema: Schema
        var isRequired: Bool
    }

    var members: [Member]
}

extension ObjectSchema {
    /// An object in which every member is there.
    init(_ members: KeyValuePairs<String, Schema>) {
        self.members = members.map { Member(name: $0.key, schema: $0.value, isRequired: true) }
    }
}

extension Schema {
    static func text(_ length: ClosedRange<Int>) -> Schema {
        .text(TextSchema(minimumLength: length.lowerBound, maximumLength: length.upperBound))
    }

    static func format(_ format: TextSchema.Format) -> Schema { .text(TextSchema(format: format)) }

    static func choice(_ choices: [String]) -> Schema { .text(TextSchema(choices: choices)) }

    static let wholeNumber = Schema.integer(0...Int.max)
}
