import Foundation

/// Holds a value to a JSON Schema, as far as this specification uses the language; a keyword it does not know is a
/// violation, so that none is passed over.
struct SchemaCheck {
    let document: [String: Any]

    func violations(of value: Any, schema: Any?, at path: String) -> [String] {
        guard let schema = schema as? [String: Any] else { return ["\(path): no schema"] }
        return schema.flatMap { violation(of: value, $0.key, $0.value, in: schema, at: path) }
    }

    private func violation(
        of value: Any, _ keyword: String, _ argument: Any, in schema: [String: Any], at path: String
    ) -> [String] {
        func hold(_ isHeld: Bool) -> [String] { isHeld ? [] : ["\(path): \(value) breaks \(keyword) \(argument)"] }
        switch (keyword, argument) {
        case ("description", _), ("required", _): return []
        case ("$ref", let name as String):
            let components = document["components"] as? [String: [String: Any]]
            let named = components?["schemas"]?[String(name.split(separator: "/").last ?? "")]
            return violations(of: value, schema: named, at: path)
        case ("type", let name as String): return hold(Self.isOf(name, value))
        case ("type", let names as [String]): return hold(names.contains { Self.isOf($0, value) })
        case ("enum", let choices as [Any]): return hold(choices.contains { $0 as? String == value as? String })
        case ("anyOf", let schemas as [Any]):
            return hold(schemas.contains { violations(of: value, schema: $0, at: path).isEmpty })
        case ("minimum", let limit as NSNumber):
            return hold((value as? NSNumber).map { $0.doubleValue >= limit.doubleValue } ?? true)
        case ("maximum", let limit as NSNumber):
            return hold((value as? NSNumber).map { $0.doubleValue <= limit.doubleValue } ?? true)
        case ("minLength", let limit as Int):
            return hold((value as? String).map { $0.unicodeScalars.count >= limit } ?? true)
        case ("maxLength", let limit as Int):
            return hold((value as? String).map { $0.unicodeScalars.count <= limit } ?? true)
        case ("pattern", let pattern as String):
            return hold((value as? String).map { $0.range(of: pattern, options: .regularExpression) != nil } ?? true)
        case ("format", let name as String): return hold((value as? String).map { Self.fits($0, name) } ?? true)
        case ("minItems", let limit as Int): return hold((value as? [Any]).map { $0.count >= limit } ?? true)
        case ("maxItems", let limit as Int): return hold((value as? [Any]).map { $0.count <= limit } ?? true)
        case ("items", _):
            return (value as? [Any] ?? []).enumerated()
                .flatMap { violations(of: $1, schema: argument, at: "\(path)[\($0)]") }
        case ("properties", let members as [String: Any]):
            return object(value, members, schema["required"] as? [String] ?? [], at: path)
        case ("additionalProperties", let allowed as Bool):
            let known = Set((schema["properties"] as? [String: Any] ?? [:]).keys)
            return hold(allowed || (value as? [String: Any])?.keys.allSatisfy(known.contains) ?? true)
        case ("additionalProperties", _):
            return (value as? [String: Any] ?? [:])
                .flatMap { violations(of: $0.value, schema: argument, at: "\(path).\($0.key)") }
        default: return ["\(path): the keyword \(keyword) is not known here"]
        }
    }

    private func object(_ value: Any, _ members: [String: Any], _ required: [String], at path: String) -> [String] {
        guard let object = value as? [String: Any] else { return [] }
        let missing = required.filter { object[$0] == nil }.map { "\(path).\($0) is missing" }
        return missing
            + object.flatMap { name, value in
                members[name].map { violations(of: value, schema: $0, at: "\(path).\(name)") } ?? []
            }
    }

    private static func isOf(_ type: String, _ value: Any) -> Bool {
        switch type {
        case "null": return value is NSNull
        case "string": return value is String
        case "array": return value is [Any]
        case "object": return value is [String: Any]
        default:
            guard let number = value as? NSNumber else { return false }
            let isBoolean = String(cString: number.objCType) == "c"
            if type == "boolean" { return isBoolean }
            return !isBoolean && (type == "number" || number.doubleValue.rounded() == number.doubleValue)
        }
    }

    private static func fits(_ text: String, _ format: String) -> Bool {
        switch format {
        case "uuid": UUID(uuidString: text) != nil
        case "date-time": JSONFormats.dateTime(text)
        case "date": JSONFormats.date(text)
        default: true
        }
    }
}

/// Formats by a reader other than the application's own.
private enum JSONFormats {
    static func dateTime(_ text: String) -> Bool {
        let parts = text.split(separator: "T", maxSplits: 1)
        let time = /([01][0-9]|2[0-3]):[0-5][0-9]:([0-5][0-9]|60)(\.[0-9]+)?(Z|[+-]([01][0-9]|2[0-3]):[0-5][0-9])/
        return parts.count == 2 && date(String(parts[0])) && parts[1].wholeMatch(of: time) != nil
    }

    /// The reader takes the 30th of February for a day of March: what it reads has to come back.
    static func date(_ text: String) -> Bool {
        let style = Date.ISO8601FormatStyle().year().month().day()
        return (try? Date(text, strategy: style)).map { $0.formatted(style) == text } ?? false
    }
}
