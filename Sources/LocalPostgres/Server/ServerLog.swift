import Glibc

/// A log: what one start has written to it. Open from the beginning, so that it can still be read when an ephemeral
/// server's files are gone.
final class ServerLog: Sendable {
    let path: String
    private let file: CInt
    /// Where this start's part begins.
    private let offset: UInt64

    /// A log beyond this is put aside at the next start.
    static let longest: UInt64 = 10 << 20
    /// As much of one start's part is read.
    static let longestText: UInt64 = 1 << 20

    /// Marks the place, after putting aside a log that has become long.
    init(_ path: String) throws(LocalPostgresError) {
        var status = stat()
        if stat(path, &status) == 0, UInt64(status.st_size) > Self.longest { rename(path, "\(path).1") }
        self.path = path
        let file = open(path, O_RDONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0o600)
        guard file >= 0 else { throw FileAccess.failure("cannot open", path) }
        self.file = file
        offset = Self.size(of: file)
    }

    deinit {
        close(file)
    }

    /// What was written since.
    var text: String {
        let size = Self.size(of: file)
        let length = Int(min(size - min(offset, size), Self.longestText))
        let bytes = [UInt8](unsafeUninitializedCapacity: length) { buffer, count in
            count = max(0, pread(file, buffer.baseAddress, length, off_t(offset)))
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The last lines of a text, indented.
    static func tail(of text: String, lines: Int = 8) -> String {
        text.split(separator: "\n").suffix(lines).map { "    \($0)" }.joined(separator: "\n")
    }

    /// The last line of a text.
    static func lastLine(of text: String) -> String {
        text.split(separator: "\n").last.map(String.init) ?? "it has not said anything yet"
    }

    private static func size(of file: CInt) -> UInt64 {
        var status = stat()
        return fstat(file, &status) == 0 ? UInt64(status.st_size) : 0
    }
}
