/// Counts the messages of PostgreSQL's protocol in what a client sends without encryption, by the byte each begins with:
/// `S` is a Sync, the end of a round trip, and `E` a statement's Execute.
package struct FrontendMessages: Hashable, Sendable {
    private static let startup = 196_608

    private var counts: [UInt8: Int] = [:]
    /// The first message says which protocol it is, and begins with its length.
    private var hasStarted = false
    private var head: [UInt8] = []
    private var left = 0

    package init() {}

    /// How many came of a kind.
    package subscript(kind: Unicode.Scalar) -> Int { counts[UInt8(ascii: kind), default: 0] }

    /// Takes what was sent next, wherever it was cut.
    package mutating func take(_ bytes: ArraySlice<UInt8>) {
        var rest = bytes
        while !rest.isEmpty {
            let skipped = min(left, rest.count)
            rest = rest.dropFirst(skipped)
            left -= skipped
            let wanted = rest.prefix((hasStarted ? 5 : 8) - head.count)
            head += wanted
            rest = rest.dropFirst(wanted.count)
            if head.count == (hasStarted ? 5 : 8) { begin() }
        }
    }

    private mutating func begin() {
        let number = { (bytes: ArraySlice<UInt8>) in bytes.reduce(0) { $0 << 8 | Int($1) } }
        if hasStarted {
            counts[head[0], default: 0] += 1
            left = max(0, number(head[1...]) - 4)
        } else {
            hasStarted = number(head[4...]) == Self.startup
            left = max(0, number(head[..<4]) - 8)
        }
        head = []
    }
}
