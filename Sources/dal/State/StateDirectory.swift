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
    func create() throws {
        for folder in [path, logs] {
            do {
                try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            } catch {
                throw Failure(
                    "\(folder) cannot be made: \(error.localizedDescription)",
                    advice: "Free space or fix the rights there, or name another folder with --data.")
            }
        }
        var info = stat()
        guard stat(path, &info) == 0, info.st_uid == geteuid() else {
            throw Failure(
                "\(path) belongs to another user",
                advice: "Run as that user, or name another folder with --data.")
        }
    }
}
