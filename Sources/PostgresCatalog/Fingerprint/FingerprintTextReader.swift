/// Reads the lines below the first one of a fingerprint's readable form.
struct FingerprintTextReader {
    private var entries: [Fingerprint.Entry] = []
    private var object: String?
    private var facts: [Fingerprint.Fact] = []
    private var name: String?
    private var lines: [String] = []

    mutating func read(_ line: String, number: Int) throws(UnreadableFingerprint) {
        if line.isEmpty { return }
        if line.hasPrefix("    | "), name != nil {
            lines.append(String(line.dropFirst(6)))
        } else if line.hasPrefix("  "), object != nil {
            endFact()
            try readFact(String(line.dropFirst(2)), number: number)
        } else if !line.hasPrefix(" ") {
            endEntry()
            object = line.unescapedLine
        } else {
            throw UnreadableFingerprint(line: number, problem: "this belongs to no object")
        }
    }

    mutating func finish() -> [Fingerprint.Entry] {
        endEntry()
        return entries
    }

    /// The name ends at the first colon outside a quoted name.
    private mutating func readFact(_ text: String, number: Int) throws(UnreadableFingerprint) {
        var isQuoted = false
        let colon = text.unicodeScalars.firstIndex { character in
            if character == "\"" { isQuoted.toggle() }
            return character == ":" && !isQuoted
        }
        guard let colon else { throw UnreadableFingerprint(line: number, problem: "a fact has no value") }
        let name = String(text[..<colon]).unescapedLine
        let rest = text.unicodeScalars[text.unicodeScalars.index(after: colon)...]
        if rest.isEmpty {
            self.name = name
        } else {
            facts.append(Fingerprint.Fact(name: name, value: String(rest.dropFirst())))
        }
    }

    private mutating func endFact() {
        if let name { facts.append(Fingerprint.Fact(name: name, value: lines.joined(separator: "\n"))) }
        (name, lines) = (nil, [])
    }

    private mutating func endEntry() {
        endFact()
        if let object { entries.append(Fingerprint.Entry(object: object, facts: facts)) }
        (object, facts) = (nil, [])
    }
}

extension String {
    fileprivate var unescapedLine: String {
        var plain = ""
        var rest = unicodeScalars[...]
        while let character = rest.popFirst() {
            guard character == "\\", let next = rest.popFirst() else {
                plain.unicodeScalars.append(character)
                continue
            }
            plain.unicodeScalars.append(next == "n" ? "\n" : next)
        }
        return plain
    }
}
