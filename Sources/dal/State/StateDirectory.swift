import Foundation
import Glibc

/// The folder that holds everything a private server leaves behind: its data, secrets, logs and who runs it.
struct StateDirectory: Sendable {
    let path: String

    var secrets: String { "\(path)/secrets" }
    var logs: String { "\(path)/log" }
    var runFile: String { "\(path)/run.json" }
    var lockFile: String { "\(path)/lock" }

    var exists: Bool { FileManager.default.fileExists(atPath: path) }

    /// Makes the folders that are missing.
    ///
    /// - Throws: When they cannot be made, belong to somebody else, or may be written by others: who can write here can
    ///   choose the server that passwords are sent to.
    func create() throws {
        for folder in [path, logs] {
            if !FileManager.default.fileExists(atPath: folder) { try make(folder) }
            try requireOwn(folder)
        }
    }

    private func make(_ folder: String) throws {
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o755])
        } catch {
            throw Failure(
                "\(folder) cannot be made: \(error.localizedDescription)",
                advice: "Free space or fix the rights there, or name another folder with --data.")
        }
    }

    private func requireOwn(_ folder: String) throws {
        let attributes = try FileManager.default.attributesOfItem(atPath: folder)
        guard attributes[.ownerAccountID] as? UInt32 == geteuid() else {
            throw Failure(
                "\(folder) belongs to another user", advice: "Run as that user, or name another folder with --data.")
        }
        guard let mode = attributes[.posixPermissions] as? Int, mode & 0o022 == 0 else {
            throw Failure(
                "\(folder) may be written by others",
                advice: "chmod go-w \(folder), if nobody has changed anything in it; else name another with --data.")
        }
    }
}
