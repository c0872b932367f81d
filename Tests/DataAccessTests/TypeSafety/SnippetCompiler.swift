import Foundation

/// Compiles a piece of a client's code against the modules this test was built with.
enum SnippetCompiler {
    /// - Parameter body: What stands inside a function that has a `Database`, `database`, and a `TenantID`, `tenant`.
    /// - Returns: The errors the compiler found; none when it compiles.
    static func errors(in body: String) async throws -> [String] {
        let directory = FileManager.default.temporaryDirectory.appending(path: "dal-snippet-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: directory) }
        let source = directory.appending(path: "snippet.swift")
        let code = """
            import DataAccess
            import PostgresDriver
            func use(_ database: Database, _ tenant: TenantID) async throws {
                \(body)
            }
            """
        try Data(code.utf8).write(to: source)
        let output = try await compile(source, into: directory.appending(path: "snippet.o"))
        return output.split(separator: "\n").filter { $0.contains(": error:") }.map(String.init)
    }

    private static func compile(_ source: URL, into object: URL) async throws -> String {
        let products = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        // Type checking alone would not find what escapes: that is found later, when regions are analysed.
        process.arguments = [
            "swiftc", "-swift-version", "6", "-parse-as-library", "-enable-upcoming-feature",
            "NonisolatedNonsendingByDefault", "-I", products.appending(path: "Modules").path(), "-emit-object", "-o",
            object.path(),
            source.path(), "-Xcc", "-I/usr/include/postgresql",
        ]
        process.arguments? += try moduleMaps(beside: products).flatMap { ["-Xcc", "-fmodule-map-file=\($0.path())"] }
        let pipe = Pipe()
        process.standardError = pipe
        process.standardOutput = pipe
        let ended = AsyncStream<Void>.makeStream()
        process.terminationHandler = { _ in ended.continuation.finish() }
        try process.run()
        let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
        for await _ in ended.stream {}
        return String(decoding: output, as: UTF8.self)
    }

    /// The C modules that the library is made with: this package's, those that came with dependencies, those the build
    /// wrote.
    private static func moduleMaps(beside products: URL) throws -> [URL] {
        let package = URL(filePath: #filePath).appending(path: "../../../../Sources").standardized
        let checkouts = products.appending(path: "../../checkouts").standardized
        let sources = try contents(of: checkouts).flatMap { try contents(of: $0.appending(path: "Sources")) }
        // What the compiler's plugins are made with is built a second time, for this machine.
        let built = try contents(of: products).filter { !$0.path().contains("-tool.build") }
        let candidates =
            try (contents(of: package) + built).map { $0.appending(path: "module.modulemap") }
            + sources.map { $0.appending(path: "include/module.modulemap") }
        return candidates.filter { FileManager.default.fileExists(atPath: $0.path()) }
    }

    private static func contents(of directory: URL) throws -> [URL] {
        guard FileManager.default.fileExists(atPath: directory.path()) else { return [] }
        return try FileManager.default.contentsOfDirectory(at: directory, includingPropertiesForKeys: nil)
    }
}
