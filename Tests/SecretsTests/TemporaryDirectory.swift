import Foundation
import Glibc
import TestSupport

/// A directory that exists while `body` runs.
func withTemporaryDirectory(_ body: (String) throws -> Void) throws {
    let scratch = try Scratch()
    let path = try scratch.makeDirectory("private", mode: 0o700)
    try withExtendedLifetime(scratch) { try body(path) }
}

/// The permission bits of a file.
func mode(of path: String) -> mode_t {
    var status = stat()
    return lstat(path, &status) == 0 ? status.st_mode & 0o7777 : 0
}

/// The names in a directory.
func entries(of path: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
}

/// Writes a file as an editor would.
func edit(_ path: String, _ content: String, mode: mode_t = 0o600) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    _ = Array(content.utf8).withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
    fchmod(descriptor, mode)
    close(descriptor)
}
