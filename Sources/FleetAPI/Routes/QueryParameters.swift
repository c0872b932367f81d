import Foundation

/// The query of a URI, read parameter by parameter; every wrong one is kept for one answer that lists them all.
struct QueryParameters: Sendable {
    private var values: [String: [String]] = [:]
    private var known: Set<String> = []
    private var faults = FieldErrors()

    /// - Parameter query: what follows `?`, still percent-encoded; `+` is a space, as forms write it.
    init(_ query: String?) {
        for pair in (query ?? "").split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = Self.decode(parts[0]) else {
                refuse(String(parts[0].prefix(64)), "is not percent-encoded UTF-8")
                continue
            }
            guard let value = Self.decode(parts.count > 1 ? parts[1] : "") else {
                refuse(name, "is not percent-encoded UTF-8")
                known.insert(name)
                continue
            }
            values[name, default: []].append(value)
        }
    }

    private static func decode(_ text: Substring) -> String? {
        text.replacing("+", with: " ").removingPercentEncoding
    }

    var errors: [FieldError] { faults.all }

    mutating func refuse(_ name: String, _ message: String) {
        faults.at(name) { $0.refuse(message) }
    }

    /// The value of a parameter, or nil when it is absent or wrong.
    mutating func read<Value>(_ parameter: Parameter<Value>) -> Value? {
        known.insert(parameter.name)
        guard let given = values[parameter.name] else { return nil }
        guard given.count == 1 else {
            refuse(parameter.name, "is given \(given.count) times; give it once")
            return nil
        }
        let json = parameter.kind.schema.value(ofText: given[0])
        return faults.at(parameter.name) { parameter.kind.read(json, &$0) }
    }

    /// The value of a parameter that has to be given, or nil when it is absent or wrong.
    mutating func require<Value>(_ parameter: Parameter<Value>) -> Value? {
        if values[parameter.name] == nil { refuse(parameter.name, "is required") }
        return read(parameter)
    }

    /// Call when every parameter has been read.
    ///
    /// - Throws: a problem that lists every wrong parameter and every one nobody knows: a condition that was misspelt
    ///   would otherwise be lost, and everything be answered.
    mutating func validate() throws(Problem) {
        for name in values.keys.sorted() where !known.contains(name) {
            refuse(String(name.prefix(64)), "is not a parameter of this route")
        }
        guard errors.isEmpty else { throw .invalidParameters(errors) }
    }
}

extension Schema {
    /// What a text in a query stands for: queries have no types of their own.
    fileprivate func value(ofText text: String) -> JSONValue {
        switch self {
        case .boolean where text == "true" || text == "false": .bool(text == "true")
        case .integer where text.wholeMatch(of: /-?[0-9]+/) != nil: .number(text)
        case .number where text.wholeMatch(of: /-?[0-9]+(\.[0-9]+)?/) != nil: .number(text)
        case .nullable(let schema), .described(let schema, _), .named(_, let schema): schema.value(ofText: text)
        default: .string(text)
        }
    }
}
