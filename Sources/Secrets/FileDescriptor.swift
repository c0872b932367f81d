import Glibc

/// An open file of this process, closed when the value ends.
struct FileDescriptor: ~Copyable {
    let raw: Int32

    init(_ raw: Int32) {
        self.raw = raw
    }

    deinit {
        close(raw)
    }

    /// Refuses what others could read or replace, and what is not of the given kind.
    func requirePrivate(_ path: String, fix: String, kind: mode_t) throws(SecretDirectoryError) {
        var status = stat()
        guard fstat(raw, &status) == 0 else { throw .system(errno, "fstat", path) }
        let privacy = FilePrivacy(mode: status.st_mode, owner: status.st_uid, user: geteuid())
        try privacy.require(path, fix: fix, kind: kind)
    }

    func readAll(limit: Int, path: String) throws(SecretDirectoryError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: limit)
        var filled = 0
        while filled < limit {
            let count = bytes.withUnsafeMutableBytes { read(raw, $0.baseAddress?.advanced(by: filled), limit - filled) }
            if count == 0 { break }
            if count < 0 {
                if errno == EINTR { continue }
                throw .system(errno, "read", path)
            }
            filled += count
        }
        return Array(bytes.prefix(filled))
    }

    func writeAll(_ secret: Secret, path: String) throws(SecretDirectoryError) {
        // The creation mode is subject to the umask, which may have taken the owner's own permissions.
        guard fchmod(raw, 0o600) == 0 else { throw .system(errno, "fchmod", path) }
        let bytes = secret.withValue { Array($0.utf8) }
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes {
                write(raw, $0.baseAddress?.advanced(by: written), bytes.count - written)
            }
            if count < 0 {
                if errno == EINTR { continue }
                throw .system(errno, "write", path)
            }
            written += count
        }
    }

    func synchronize(_ path: String) throws(SecretDirectoryError) {
        guard fsync(raw) == 0 else { throw .system(errno, "fsync", path) }
    }
}
