import HTTPTypes

/// The version of a resource as its strong ETag: `"3"`.
struct EntityTag: Sendable, Equatable, CustomStringConvertible {
    var version: Int

    var description: String { "\"\(version)\"" }

    /// A strong tag of this API; nil for anything else, which then is the tag of no version.
    init?(_ text: Substring) {
        guard text.count > 2, text.first == "\"", text.last == "\"", let version = Int(text.dropFirst().dropLast())
        else { return nil }
        self.version = version
    }

    init(version: Int) { self.version = version }
}
