import FoundationEssentials
import Glibc
import Testing

/// A directory of a test's own that everybody can reach, removed with this object.
final class Scratch: Sendable {
    let path: String

    init() throws {
        path = "/tmp/dal-scratch-\(getpid())-\(UInt32.random(in: 0 ... .max))"
        try #require(mkdir(path, 0o755) == 0 && chmod(path, 0o755) == 0)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    func path(of name: String) -> String { "\(path)/\(name)" }

    func makeDirectory(_ name: String, mode: mode_t) throws -> String {
        try #require(mkdir(path(of: name), mode) == 0 && chmod(path(of: name), mode) == 0)
        return path(of: name)
    }

    func link(_ name: String, to target: String) throws -> String {
        try #require(symlink(target, path(of: name)) == 0)
        return path(of: name)
    }

    @discardableResult
    func write(_ text: String, to name: String, mode: mode_t = 0o644) throws -> String {
        try text.write(toFile: path(of: name), atomically: true, encoding: .utf8)
        try #require(chmod(path(of: name), mode) == 0)
        return path(of: name)
    }

    func append(_ text: String, to name: String) throws {
        let file = open(path(of: name), O_WRONLY | O_APPEND)
        defer { close(file) }
        try #require(Glibc.write(file, text, text.utf8.count) == text.utf8.count)
    }

    func text(of name: String) -> String {
        (try? String(contentsOfFile: path(of: name), encoding: .utf8)) ?? ""
    }

    func exists(_ name: String) -> Bool { access(path(of: name), F_OK) == 0 }

    func names(in name: String) -> Set<String> {
        Set((try? FileManager.default.contentsOfDirectory(atPath: path(of: name))) ?? [])
    }

    /// Programs that answer with a version, and an `initdb` that fails.
    func programs(version: String, in name: String) throws -> String {
        let directory = try makeDirectory(name, mode: 0o755)
        try write("#!/bin/sh\necho 'postgres (PostgreSQL) \(version)'\n", to: "\(name)/postgres", mode: 0o755)
        let initdb = """
            #!/bin/sh
            echo 'initdb: error: a reason of its own' >&2
            exit 1

            """
        try write(initdb, to: "\(name)/initdb", mode: 0o755)
        return directory
    }
}

/// The permission bits of a path.
func mode(of path: String) -> mode_t? {
    var status = stat()
    return lstat(path, &status) == 0 ? status.st_mode & 0o777 : nil
}

/// The owner of a path.
func owner(of path: String) -> uid_t? {
    var status = stat()
    return lstat(path, &status) == 0 ? status.st_uid : nil
}
