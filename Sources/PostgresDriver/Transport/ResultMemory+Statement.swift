internal import CLibpq

extension ResultMemory {
    /// The format in which every column of this result can be read.
    var readableFormat: PostgresType.Format {
        let isKnown = (0..<PQnfields(pointer)).allSatisfy { PostgresType.isDecodedInBinary(oid: PQftype(pointer, $0)) }
        return isKnown ? .binary : .text
    }

    /// Whether the statement made the server forget every prepared one.
    var forgetsStatements: Bool {
        guard let tag = PQcmdStatus(pointer), tag.pointee == UInt8(ascii: "D") else { return false }
        let text = String(cString: tag)
        return text == "DISCARD ALL" || text == "DEALLOCATE ALL"
    }
}
