import Foundation
import Synchronization
import Testing
import TestSupport

/// A running `fleet-api`, in a folder of its own, with nothing of this process's environment.
final class APIProcess: Sendable {
    private let process: Process
    private let folder: URL
    private let exit: Task<Int32, Never>

    init(_ environment: [String: String], arguments: [String] = []) throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "fleet-api-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
        process = Process()
        process.executableURL = URL(filePath: try BuiltProgram.path(of: "fleet-api"))
        process.arguments = arguments
        process.environment = environment
        process.currentDirectoryURL = folder
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = try Self.file(folder, "out")
        process.standardError = try Self.file(folder, "err")
        let (ends, end) = AsyncStream.makeStream(of: Int32.self)
        process.terminationHandler = { process in
            // A signal is no exit code of ours.
            end.yield(process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus)
        }
        // Unstructured: it may be waited for more than once.
        exit = Task { await ends.first { _ in true } ?? -1 }
        try process.run()
    }

    private static func file(_ folder: URL, _ name: String) throws -> FileHandle {
        let file = folder.appending(path: name)
        try Data().write(to: file)
        return try FileHandle(forWritingTo: file)
    }

    var output: String { text("out") }
    var errors: String { text("err") }

    private func text(_ name: String) -> String {
        (try? String(contentsOf: folder.appending(path: name), encoding: .utf8)) ?? ""
    }

    /// The exit code, or the number of the signal that ended it, negative.
    func exitCode() async -> Int32 { await exit.value }

    func terminate() { process.terminate() }
    func interrupt() { process.interrupt() }

    /// The port it says it listens on.
    func port() async throws -> Int {
        let spoke = try await holds(within: .seconds(20)) { output.contains("\n") }
        try #require(spoke, "fleet-api does not listen: \(errors)")
        let line = try #require(output.split(separator: "\n").first)
        return try #require(line.split(separator: ":").last.flatMap { Int($0) }, "\(line)")
    }

    /// Ends it, whatever it is doing, and removes its folder.
    func discard() async {
        process.terminate()
        _ = await exit.value
        try? FileManager.default.removeItem(at: folder)
    }
}

/// Runs `body` with a process that is gone afterwards.
func withAPIProcess<Value>(
    _ environment: [String: String], arguments: [String] = [], _ body: (APIProcess) async throws -> Value
) async throws -> Value {
    let process = try APIProcess(environment, arguments: arguments)
    do {
        let value = try await body(process)
        await process.discard()
        return value
    } catch {
        await process.discard()
        throw error
    }
}
