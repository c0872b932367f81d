import Glibc

/// Who may use a file, as the system says, and whether that is private enough for a secret.
struct FilePrivacy {
    let mode: mode_t
    let owner: uid_t
    /// Who this process acts as. The superuser may use what others own, because it could anyway.
    let user: uid_t

    /// Refuses what others could read or replace, and what is not of the given kind.
    func require(_ path: String, fix: String, kind: mode_t) throws(SecretDirectoryError) {
        guard mode & S_IFMT == kind else {
            throw SecretDirectoryError(
                code: .wrongKind, path: path,
                detail:
                    "must be a \(kind == S_IFDIR ? "directory" : "regular file"); remove what is there and try again")
        }
        guard user == 0 || owner == user else {
            throw SecretDirectoryError(
                code: .wrongOwner, path: path,
                detail: "belongs to user \(owner), this process runs as \(user); run as its owner, or move it away")
        }
        guard mode & 0o077 == 0 else {
            throw SecretDirectoryError(
                code: .tooOpen, path: path,
                detail: "others may use it (mode 0\(String(mode & 0o777, radix: 8))); "
                    + "replace its secrets if they were seen, then: \(fix) \(path)")
        }
    }
}
