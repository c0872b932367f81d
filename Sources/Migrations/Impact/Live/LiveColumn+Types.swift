extension LiveColumn {
    /// Pairs of types of which the one's values stand as they are in the other, by `pg_cast` of PostgreSQL 15.
    private static let binaryCoercible: [String: Set<String>] = [
        "varchar": ["text"], "text": ["varchar"], "cidr": ["inet"], "xml": ["text", "varchar"],
        "int4": ["oid", "regclass"], "oid": ["int4", "regclass"], "bit": ["varbit"], "varbit": ["bit"],
    ]
    private static let plain: Set<String> = [
        "bool", "bytea", "cidr", "date", "float4", "float8", "inet", "int2", "int4", "int8", "json", "jsonb", "name",
        "oid",
        "text", "uuid", "xml",
    ]

    /// Whether giving the column another type writes every row anew; nil for a type that is not known here.
    func isRewritten(as type: TypeName) -> Bool? {
        guard !type.isArray else {
            return typeName == "_\(type.name)" && type.modifiers.isEmpty && typeModifier < 0 ? false : nil
        }
        let length = typeModifier - 4
        switch (typeName, type.name) {
        case ("varchar", "varchar"): return type.modifiers.first.map { typeModifier < 0 || $0 < length } ?? false
        case ("text", "varchar"): return !type.modifiers.isEmpty
        case ("varbit", "varbit"): return type.modifiers.first.map { typeModifier < 0 || $0 < typeModifier } ?? false
        case ("bpchar", "bpchar"): return (type.modifiers.first ?? 1) != length
        case ("bit", "bit"): return (type.modifiers.first ?? 1) != typeModifier
        case ("numeric", "numeric"): return isRewrittenNumeric(type.modifiers)
        case ("timestamp", "timestamp"), ("timestamptz", "timestamptz"), ("time", "time"), ("timetz", "timetz"):
            return type.modifiers.first.map { $0 < (typeModifier < 0 ? 6 : typeModifier) } ?? false
        case ("timestamp", "timestamptz"), ("timestamptz", "timestamp"):
            // Not where the session's time zone is UTC.
            return nil
        case ("interval", "interval"): return type.modifiers.isEmpty && typeModifier < 0 ? false : nil
        case (let old, let new) where Self.binaryCoercible[old]?.contains(new) == true: return !type.modifiers.isEmpty
        case (let old, let new) where old == new && Self.plain.contains(old): return false
        default: return TypeName.isBuiltIn(type.name) && TypeName.isBuiltIn(typeName) ? true : nil
        }
    }

    /// The modifier holds precision and scale in its two halves.
    private func isRewrittenNumeric(_ modifiers: [Int]) -> Bool {
        guard let precision = modifiers.first else { return false }
        guard typeModifier >= 4 else { return true }
        let (oldPrecision, oldScale) = ((typeModifier - 4) >> 16 & 0xffff, (typeModifier - 4) & 0x7ff)
        return precision < oldPrecision || (modifiers.dropFirst().first ?? 0) != oldScale
    }
}
