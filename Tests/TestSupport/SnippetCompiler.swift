import Foundation
package import FoundationEssentials

/// Compiles a piece of a client's code against the modules that the tests were built with, macros and all.
package enum SnippetCompiler {
    /// - Parameters:
    ///   - body: What stands inside a function that has a `Database`, `database`, and a `TenantID`, `tenant`.
    ///   - declarations: What stands before the function.
    /// - Returns: The errors the compiler found; none when it compiles.
    package static func errors(in body: String, declarations: String = "") async throws -> [String] {
        let scratch = try Scratch()
        defer { withExtendedLifetime(scratch) {} }
        let code = """
            import DataAccessMacros
            import Foundation
            \(declarations)
            func use(_ database: Database, _ tenant: TenantID) async throws {
                \(body)
            }
            """
        let output = try await output(of: URL(filePath: try scratch.write(code, to: "snippet.swift")))
        return output.split(separator: "\n").filter { $0.contains(": error:") }.map(String.init)
    }

    /// Compiles a file.
    ///
    /// - Parameters:
    ///   - source: The file; messages name it by its last component.
    ///   - arguments: Further arguments to the compiler.
    /// - Returns: What the compiler said.
    package static func output(of source: URL, arguments: [String] = []) async throws -> String {
        let scratch = try Scratch()
        defer { withExtendedLifetime(scratch) {} }
        let products = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.currentDirectoryURL = source.deletingLastPathComponent()
        // Type checking alone would not find what escapes: that is found later, when regions are analysed.
        process.arguments = [
            "swiftc", "-swift-version", "6", "-parse-as-library", "-enable-upcoming-feature",
            "NonisolatedNonsendingByDefault", "-I", products.appending(path: "Modules").path(), "-emit-object", "-o",
            scratch.path(of: "object.o"), source.lastPathComponent, "-Xcc", "-I/usr/include/postgresql",
            "-load-plugin-executable",
            "\(products.appending(path: "TableMacros-tool").path())#TableMacros",
        ]
        process.arguments? += try moduleMaps(beside: products).flatMap { ["-Xcc", "-fmodule-map-file=\($0.path())"] }
        process.arguments? += arguments
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
        let package = URL(filePath: #filePath).appending(path: "../../../Sources").standardized
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
