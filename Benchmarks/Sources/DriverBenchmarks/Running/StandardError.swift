import Glibc

/// Progress goes to standard error, so that standard output holds the report alone.
enum StandardError {
    static func write(_ line: String) {
        let bytes = Array("\(line)\n".utf8)
        _ = Glibc.write(STDERR_FILENO, bytes, bytes.count)
    }
}
