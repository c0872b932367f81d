/// A file in the format of libpq's `pg_service.conf`: sections `[name]` with lines `parameter=value`.
struct ServiceFile {
    private let lines: [String]

    /// Reads the file's text.
    init(_ text: String) {
        lines = SmallFile.lines(of: text)
    }

    /// The parameters of the first section of this name; where one is given twice the first counts, as in libpq.
    ///
    /// - Returns: `nil` when there is no such section.
    func parameters(of service: String, in path: String) throws(DatabaseError) -> [String: String]? {
        var parameters: [String: String]?
        for (number, line) in lines.enumerated() {
            let line = line.trimmingBlanks
            if line.isEmpty || line.hasPrefix("#") { continue }
            if line.hasPrefix("[") {
                if parameters != nil { return parameters }
                if line == "[\(service)]" { parameters = [:] }
            } else if parameters != nil {
                guard let sign = line.firstIndex(of: "="), sign != line.startIndex else {
                    throw DatabaseError(
                        .configuration, detail: "line \(number + 1) of \(path) is not parameter=value")
                }
                let name = String(line[..<sign])
                guard name != "service", LibpqOptions.variables[name] != nil else {
                    throw DatabaseError(
                        .configuration, detail: "line \(number + 1) of \(path) names no parameter of libpq")
                }
                if parameters?[name] == nil { parameters?[name] = String(line[line.index(after: sign)...]) }
            }
        }
        return parameters
    }
}

extension String {
    /// Without the blanks and tabs at both ends.
    fileprivate var trimmingBlanks: String {
        let isBlank = { (character: Character) in character == " " || character == "\t" }
        let rest = drop(while: isBlank)
        return String(rest.prefix(rest.count - rest.reversed().prefix(while: isBlank).count))
    }
}
