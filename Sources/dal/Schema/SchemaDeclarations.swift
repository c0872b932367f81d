import Foundation
import PostgresCatalog
import ProcessSupervision

/// Where the application's declarations come from.
enum SchemaDeclarations {
    /// Printing constants takes a moment; a program that takes longer waits for something that it has no need of.
    private static let patience = Duration.seconds(10)
    private static let argument = "--print-schema"

    /// Reads a file.
    ///
    /// - Parameter path: Its path; `-` is standard input.
    static func read(file path: String) throws -> [DeclaredTable] {
        guard
            let data = path == "-"
                ? FileHandle.standardInput.readDataToEndOfFile() : FileManager.default.contents(atPath: path)
        else {
            throw Failure("\(path) cannot be read", advice: "\(argument) of the application prints what belongs there.")
        }
        return try decode(data, from: path)
    }

    /// Starts the application, which prints its declarations and ends. It is given neither a database nor a token.
    ///
    /// - Parameter program: A path, or a name that is looked for beside `dal` and in PATH.
    static func ask(_ program: String, _ context: Context) async throws -> [DeclaredTable] {
        let executable = try ApplicationProcess.executable(program)
        try context.state.create()
        let (output, log) = ("\(context.state.logs)/schema.json", "\(context.state.logs)/schema.log")
        var launch = SupervisedProcess.Launch(executable: executable, arguments: [argument])
        launch.standardOutput = .file(output, append: false)
        launch.standardError = .file(log, append: false)
        let process = try SupervisedProcess.start(launch)
        let deadline = ContinuousClock.now + patience
        while process.exitStatus == nil, ContinuousClock.now < deadline {
            do {
                try await Task.sleep(for: .milliseconds(5))
            } catch {
                _ = await process.stop()
                throw error
            }
        }
        let status = await process.stop()
        guard status.isSuccess else {
            throw Failure("\(program) \(argument) ended with \(status)", advice: "What it said: \(log)")
        }
        return try decode(FileManager.default.contents(atPath: output) ?? Data(), from: "\(program) \(argument)")
    }

    private static func decode(_ data: Data, from source: String) throws -> [DeclaredTable] {
        let tables: [DeclaredTable]
        do {
            tables = try JSONDecoder().decode([DeclaredTable].self, from: data)
        } catch {
            throw Failure(
                "\(source) does not give declarations of tables",
                advice: "It has to give what DeclaredSchema.json() does. Is it of the same version as dal?")
        }
        guard !tables.isEmpty else {
            throw Failure("\(source) declares no table", advice: "Without any, nothing can be compared.")
        }
        return tables
    }
}
