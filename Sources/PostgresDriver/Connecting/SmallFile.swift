import Glibc

/// Reads a configuration file. Blocks: for `BlockingWork` alone.
enum SmallFile {
    /// Why a file could not be read.
    struct Failure: Error, Hashable {
        let number: Int32

        var reason: String { number == 0 ? "it is larger than 16 MiB" : String(cString: strerror(number)) }
        var isMissing: Bool { number == ENOENT || number == ENOTDIR }
    }

    private static let limit = 16 << 20

    /// A file's text; bytes that are no UTF-8 come out as replacement characters.
    static func text(of path: String) throws(Failure) -> String {
        // Without waiting, since a pipe that nobody writes to would hold the thread for ever.
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard file >= 0 else { throw Failure(number: errno) }
        defer { close(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = read(file, &buffer, buffer.count)
            guard count >= 0 else { throw Failure(number: errno) }
            if count == 0 { return String(decoding: bytes, as: UTF8.self) }
            bytes += buffer.prefix(count)
            guard bytes.count <= limit else { throw Failure(number: 0) }
        }
    }

    /// The lines of a text, without what ends them, be that LF or CR LF.
    static func lines(of text: String) -> [String] {
        text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map { line in
            String(decoding: line.last == UInt8(ascii: "\r") ? line.dropLast() : line, as: UTF8.self)
        }
    }
}
