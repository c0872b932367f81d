/// What a server says about itself in its data directory's `postmaster.pid`.
struct PostmasterFile: Sendable, Hashable {
    /// The server's process id.
    let pid: Int32
    /// Whether it accepts connections.
    let isReady: Bool

    /// Reads the file's lines: process id first, state eighth.
    init?(_ text: String) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard let first = lines.first, let pid = Int32(first), pid > 0 else { return nil }
        self.pid = pid
        isReady = lines.count >= 8 && lines[7].hasPrefix("ready")
    }

    /// The file of a home's data; `nil` when there is none or it is half written.
    init?(of home: ServerHome) {
        guard let text = FileAccess.text(of: "\(home.data)/postmaster.pid") else { return nil }
        self.init(text)
    }
}
