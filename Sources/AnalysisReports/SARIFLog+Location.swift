extension SARIFLog {
    /// Where something was found: in a file, or at an object that stands in none.
    package struct Location: Encodable {
        struct Logical: Encodable {
            let fullyQualifiedName: String
        }

        struct Physical: Encodable {
            let artifactLocation: Artifact
            let region: Region?
        }

        struct Artifact: Encodable {
            let uri: String
        }

        struct Region: Encodable {
            let startLine: Int
            let startColumn: Int?
            let snippet: Message?
        }

        let logicalLocations: [Logical]?
        let physicalLocation: Physical?

        /// An object, such as one of a database.
        /// - Parameter file: the path of what is to be changed for it; code scanning takes no result without a file.
        package init(object: String, in file: String) {
            logicalLocations = [Logical(fullyQualifiedName: object)]
            physicalLocation = Physical(
                artifactLocation: Artifact(uri: file.asURIReference),
                region: Region(startLine: 1, startColumn: nil, snippet: nil))
        }

        /// A file, or a place in it.
        /// - Parameters:
        ///   - file: its path.
        ///   - line: the line, from 1.
        ///   - column: the column, from 1, in Unicode code points.
        ///   - source: the line's text.
        package init(file: String, line: Int?, column: Int? = nil, source: String? = nil) {
            logicalLocations = nil
            physicalLocation = Physical(
                artifactLocation: Artifact(uri: file.asURIReference),
                region: line.map { Region(startLine: $0, startColumn: column, snippet: source.map(Message.init)) })
        }
    }
}

extension String {
    /// A path as a URI reference: everything escaped but what RFC 3986 leaves unreserved, and `/`.
    fileprivate var asURIReference: String {
        let kept = Set("-._~/".utf8)
        return utf8.map { byte in
            let isLetter = UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20 && byte < 0x80
            let isDigit = UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
            let digits = String(byte, radix: 16, uppercase: true)
            return isLetter || isDigit || kept.contains(byte)
                ? String(Unicode.Scalar(byte)) : byte < 16 ? "%0\(digits)" : "%\(digits)"
        }.joined()
    }
}
