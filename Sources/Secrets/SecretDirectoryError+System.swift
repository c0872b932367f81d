import Glibc

extension SecretDirectoryError {
    /// A refused system call, with what usually helps.
    static func system(_ error: Int32, _ call: String, _ path: String) -> SecretDirectoryError {
        let advice =
            switch error {
            case EACCES, EPERM: "check who owns it and its parents"
            case ENOENT: "make its parent directory first"
            case ENOSPC, EDQUOT: "free disk space and try again; nothing was changed"
            case EROFS: "choose a directory on a writable file system"
            default: "check the disk and try again"
            }
        return SecretDirectoryError(
            code: .system, path: path, detail: "\(call) failed: \(String(cString: strerror(error))); \(advice)")
    }
}
