import FoundationEssentials
import Glibc
import ProcessSupervision

/// The few things done to files, each with an error that names the place.
enum FileAccess {
    static func failure(_ doing: String, _ path: String, _ number: Int32 = errno) -> LocalPostgresError {
        let reason = String(cString: strerror(number))
        if number == ENOSPC || number == EDQUOT {
            return LocalPostgresError(
                .diskFull, "\(doing) \(path): \(reason)", remedy: "free some space and start again")
        }
        return LocalPostgresError(
            .homeUnusable, "\(doing) \(path)\(ownerInWords(of: path)): \(reason)",
            remedy: "check its owner and permissions, or use another home")
    }

    /// Whose the nearest directory is, where that is somebody else.
    private static func ownerInWords(of path: String) -> String {
        var place = path
        var status = stat()
        while stat(place, &status) != 0, place.contains("/"), place != "/" {
            place = String(place[..<(place.lastIndex(of: "/") ?? place.startIndex)])
        }
        guard !place.isEmpty, status.st_uid != geteuid() else { return "" }
        return " (\(place) belongs to \"\(ProcessIdentity(uid: status.st_uid, gid: status.st_gid).name)\")"
    }

    /// Makes a directory unless it is there, with exactly this mode and owner when it makes it.
    static func makeDirectory(_ path: String, mode: mode_t, owner: ProcessIdentity) throws(LocalPostgresError) {
        guard mkdir(path, mode) == 0 else {
            if errno == EEXIST, isDirectory(path) { return }
            throw failure("cannot make the directory", path)
        }
        guard chmod(path, mode) == 0, owner == .current || chown(path, owner.uid, owner.gid) == 0 else {
            throw failure("cannot set the permissions of", path)
        }
    }

    /// Replaces a file as a whole: readers see the old content or the new, also after a crash.
    static func write(
        _ text: String, to path: String, mode: mode_t, owner: ProcessIdentity = .current
    ) throws(LocalPostgresError) {
        let partial = "\(path).partial"
        unlink(partial)
        let file = open(partial, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw failure("cannot write", path) }
        defer { close(file) }
        let bytes = Array(text.utf8)
        guard Glibc.write(file, bytes, bytes.count) == bytes.count,
            fchmod(file, mode) == 0, owner == .current || fchown(file, owner.uid, owner.gid) == 0,
            fsync(file) == 0, rename(partial, path) == 0
        else { throw failure("cannot write", path) }
    }

    /// Makes a rename in a directory last.
    static func syncDirectory(_ path: String) throws(LocalPostgresError) {
        let directory = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard directory >= 0 else { throw failure("cannot open", path) }
        defer { close(directory) }
        guard fsync(directory) == 0 else { throw failure("cannot write", path) }
    }

    static func remove(_ path: String) throws(LocalPostgresError) {
        do {
            try FileManager.default.removeItem(atPath: path)
        } catch {
            guard exists(path) else { return }
            throw failure("cannot remove", path, EACCES)
        }
    }

    static func text(of path: String) -> String? {
        try? String(contentsOfFile: path, encoding: .utf8)
    }

    /// Whether there is anything at all, a broken link included.
    static func exists(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0
    }

    static func isDirectory(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }
}
