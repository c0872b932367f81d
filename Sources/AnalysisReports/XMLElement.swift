/// An element of an XML 1.0 document, written so that any text may stand in it.
struct XMLElement {
    let name: String
    let attributes: [(name: String, value: String)]
    let text: String
    let children: [XMLElement]

    init(_ name: String, _ attributes: [(String, String)] = [], text: String = "", children: [XMLElement] = []) {
        self.name = name
        self.attributes = attributes.map { (name: $0.0, value: $0.1) }
        self.text = text
        self.children = children
    }

    /// The element's lines, its children's two blanks further in. Text stands as it is: blanks around it would be its
    /// own.
    func lines(_ indent: String = "") -> [String] {
        let written = attributes.map { " \($0.name)=\"\(Self.escaped($0.value, inAttribute: true))\"" }.joined()
        let start = "\(indent)<\(name)\(written)"
        if !children.isEmpty {
            return ["\(start)>"] + children.flatMap { $0.lines(indent + "  ") } + ["\(indent)</\(name)>"]
        }
        return [text.isEmpty ? "\(start)/>" : "\(start)>\(Self.escaped(text, inAttribute: false))</\(name)>"]
    }

    /// A parser makes blanks of tabs and line ends that stand in an attribute themselves.
    private static func escaped(_ text: String, inAttribute: Bool) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"" where inAttribute: escaped += "&quot;"
            case "\t" where inAttribute, "\n" where inAttribute, "\r": escaped += "&#\(scalar.value);"
            case _ where isForbidden(scalar): escaped += "\u{FFFD}"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }

    /// XML 1.0 has no way to write these, not even as a reference: its production 2, Char.
    private static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x9, 0xA, 0xD: false
        case 0..<0x20, 0xFFFE, 0xFFFF: true
        default: false
        }
    }
}
