internal import CLibpq

extension LibpqConnection {
    /// Queues data of a COPY. `false` means that the connection broke, or that no COPY is under way.
    func putCopyData(_ bytes: UnsafeRawBufferPointer) -> Bool {
        PQputCopyData(pointer, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(bytes.count)) == 1
    }

    /// Ends a COPY: with everything, or giving it up.
    func putCopyEnd(givingUp: Bool) -> Bool {
        PQputCopyEnd(pointer, givingUp ? "given up by the client" : nil) == 1
    }

    enum CopyData {
        case data([UInt8])
        case moreInputNeeded
        /// No more data; the result tells how it ended.
        case end
    }

    /// The next part of the data that the server sends.
    func nextCopyData() -> CopyData {
        var buffer: UnsafeMutablePointer<CChar>?
        let count = PQgetCopyData(pointer, &buffer, 1)
        defer { PQfreemem(buffer) }
        guard count > 0, let buffer else { return count == 0 ? .moreInputNeeded : .end }
        return .data([UInt8](UnsafeRawBufferPointer(start: buffer, count: Int(count))))
    }
}
