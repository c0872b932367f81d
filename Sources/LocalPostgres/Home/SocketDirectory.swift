import Glibc
import ProcessSupervision

/// The directory of the server's socket: the server's user's own, closed to everybody else.
enum SocketDirectory {
    /// Makes it, or refuses what is in its place: in `/tmp` anybody could have put it there.
    static func prepare(_ path: String, owner: ProcessIdentity) throws(LocalPostgresError) {
        if mkdir(path, 0o700) == 0 {
            guard owner == .current || chown(path, owner.uid, owner.gid) == 0 else {
                throw FileAccess.failure("cannot hand over", path)
            }
            return
        }
        guard errno == EEXIST else { throw FileAccess.failure("cannot make the directory", path) }
        var status = stat()
        guard lstat(path, &status) == 0 else { throw FileAccess.failure("cannot look at", path) }
        guard status.st_mode & S_IFMT == S_IFDIR, status.st_uid == owner.uid, status.st_mode & 0o077 == 0 else {
            throw LocalPostgresError(
                .homeUnusable,
                "the socket's directory \(path) is not a directory of \"\(owner.name)\" that is closed to others",
                remedy: "find out who made it, then remove it and start again")
        }
    }
}
