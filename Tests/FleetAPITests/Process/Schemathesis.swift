import Foundation
import Testing
import TestSupport

/// Schemathesis, which `make test` installs into `.local/schemathesis`.
enum Schemathesis {
    /// Sends requests made from the specification at an address.
    ///
    /// - Parameters:
    ///   - address: Where the API listens.
    ///   - token: What the requests carry.
    ///   - examples: How many are made of each operation at least, beyond those that its schema asks for by itself.
    ///   - seed: What repeats them.
    /// - Returns: What it printed.
    static func run(_ address: String, token: String, examples: Int, seed: Seed) async throws -> String {
        let here = URL(filePath: #filePath).deletingLastPathComponent()
        let root = here.deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let program = root.appending(path: ".local/schemathesis/bin/schemathesis")
        try #require(
            FileManager.default.isExecutableFile(atPath: program.path), "run scripts/install-schemathesis first")
        let scratch = try Scratch()
        let process = Process()
        process.executableURL = program
        process.currentDirectoryURL = URL(filePath: scratch.path)
        process.arguments = [
            "--config-file", here.appending(path: "../Specification/schemathesis.toml").standardized.path, "--no-color",
            "run", "\(address)/openapi.json", "--max-examples", "\(examples)", "--seed", "\(seed.number)", "--workers",
            "2",
            "--header", "Authorization: Bearer \(token)",
        ]
        try Data().write(to: URL(filePath: scratch.path(of: "out")))
        let output = try FileHandle(forWritingTo: URL(filePath: scratch.path(of: "out")))
        process.standardOutput = output
        process.standardError = output
        let (ends, end) = AsyncStream.makeStream(of: Void.self)
        process.terminationHandler = { _ in end.yield() }
        try process.run()
        await withTaskCancellationHandler {
            _ = await ends.first { _ in true }
        } onCancel: {
            process.terminate()
        }
        return scratch.text(of: "out")
    }
}
