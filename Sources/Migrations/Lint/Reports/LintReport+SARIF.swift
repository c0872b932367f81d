import FoundationEssentials

extension LintReport {
    /// For code review tools: SARIF 2.1.0 (OASIS, Static Analysis Results Interchange Format).
    ///
    /// - Parameter toolVersion: The version that `tool.driver.version` names.
    public func sarif(toolVersion: String) -> String {
        SARIFLog(self, toolVersion: toolVersion).encoded
    }

    /// For programs: `fileCount`, `findings`, `failures`, under the names of this type's properties.
    public var json: String { encoded }
}

extension Encodable {
    /// JSON with sorted keys. What is encoded here holds nothing but text and whole numbers, which always encode.
    fileprivate var encoded: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) + "\n" } ?? ""
    }
}
