import FoundationEssentials

extension AccessProof {
    private struct Document: Encodable {
        let holds: Bool
        let matrix: AccessMatrix
        let probes: [ProbeReport]
    }

    /// The proof for machines: an object with `holds`, `matrix` and `probes`, keys sorted, so that equal proofs are
    /// equal texts.
    /// - Throws: `EncodingError`, never with what a proof holds.
    public func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        let data = try encoder.encode(Document(holds: holds, matrix: matrix, probes: probes))
        return String(decoding: data, as: UTF8.self)
    }
}
