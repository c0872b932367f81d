import Glibc

/// Whether there is room to start.
enum DiskSpace {
    /// What a new cluster and a little work in it take.
    static let needed: UInt64 = 100 << 20

    /// Refuses a disk that would be full at once.
    static func check(_ path: String) throws(LocalPostgresError) {
        var status = statvfs()
        guard statvfs(path, &status) == 0 else { throw FileAccess.failure("cannot look at", path) }
        try check(available: UInt64(status.f_bavail) * UInt64(status.f_frsize), at: path)
    }

    static func check(available: UInt64, at path: String) throws(LocalPostgresError) {
        guard available < needed else { return }
        throw LocalPostgresError(
            .diskFull, "the disk of \(path) has \(available >> 20) MB left; a server needs \(needed >> 20) MB",
            remedy: "free some space, or use another home")
    }
}
