import FoundationEssentials
package import Glibc

/// A directory of a test's own that everybody can reach, removed with this object.
package final class Scratch: Sendable {
    package let path: String

    package init() throws {
        path = "/tmp/dal-scratch-\(getpid())-\(UInt64.random(in: 0 ... .max))"
        try Self.makeDirectory(at: path, mode: 0o755)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    package func path(of name: String) -> String { "\(path)/\(name)" }

    /// Makes a directory with exactly this mode, whatever the umask is.
    @discardableResult
    package func makeDirectory(_ name: String, mode: mode_t = 0o755) throws -> String {
        try Self.makeDirectory(at: path(of: name), mode: mode)
        return path(of: name)
    }

    package func link(_ name: String, to target: String) throws -> String {
        guard symlink(target, path(of: name)) == 0 else { throw SystemRefusal("link \(path(of: name))") }
        return path(of: name)
    }

    @discardableResult
    package func write(_ text: String, to name: String, mode: mode_t = 0o644) throws -> String {
        try text.write(toFile: path(of: name), atomically: true, encoding: .utf8)
        guard chmod(path(of: name), mode) == 0 else { throw SystemRefusal("change the mode of \(path(of: name))") }
        return path(of: name)
    }

    package func append(_ text: String, to name: String) throws {
        let file = open(path(of: name), O_WRONLY | O_APPEND)
        defer { close(file) }
        guard Glibc.write(file, text, text.utf8.count) == text.utf8.count else {
            throw SystemRefusal("write \(path(of: name))")
        }
    }

    /// A file's text; empty when there is none.
    package func text(of name: String) -> String {
        (try? String(contentsOfFile: path(of: name), encoding: .utf8)) ?? ""
    }

    package func exists(_ name: String) -> Bool { access(path(of: name), F_OK) == 0 }

    package func names(in name: String) -> Set<String> {
        Set((try? FileManager.default.contentsOfDirectory(atPath: path(of: name))) ?? [])
    }

    private static func makeDirectory(at path: String, mode: mode_t) throws {
        guard mkdir(path, mode) == 0, chmod(path, mode) == 0 else { throw SystemRefusal("make the directory \(path)") }
    }
}
