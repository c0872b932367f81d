import Foundation
import Migrations
import PostgresDriver

/// Loads the project's rows for development, as the administrator. What is there is left as it is.
struct DataLoading {
    let context: Context
    let server: DatabaseServer

    /// - Returns: What was loaded; `nil` when all was there.
    func run() async throws -> String? {
        let administrator = try context.configuration(as: .admin, on: server)
        let loaded = try await PostgresConnection.withConnection(to: administrator) { connection in
            try await load(on: connection)
        }
        return loaded.isEmpty ? nil : "data: \(loaded.joined(separator: ", "))"
    }

    private func load(on connection: PostgresConnection) async throws -> [String] {
        var loaded: [String] = []
        for source in context.project.file.data {
            switch source {
            case .file(let file, let table, let columns):
                let rows = try await copy(file, into: table, columns: columns, on: connection)
                if rows > 0 {
                    loaded.append("\(rows.formatted(.number.locale(Locale(identifier: "en")))) rows into \(table)")
                }
            case .script(let script):
                try await SQLScript.load(context.project.path(script)).run(on: connection, inTransaction: true)
            }
        }
        return loaded
    }

    /// Copies a CSV file with a header into a table that is empty; both in one transaction.
    private func copy(
        _ file: String, into table: String, columns: [String], on connection: PostgresConnection
    ) async throws -> Int {
        let path = context.project.path(file)
        guard let handle = FileHandle(forReadingAtPath: path) else {
            throw Failure("\(path) cannot be read", advice: "dal.yaml names it under data.")
        }
        let name = try Identifier(table)
        _ = try await connection.query("BEGIN")
        guard try await connection.query("SELECT 1 FROM \(name) LIMIT 1").isEmpty else {
            _ = try await connection.query("ROLLBACK")
            return 0
        }
        var list: SQL = ""
        for (position, column) in columns.enumerated() {
            list = position == 0 ? "\(try Identifier(column))" : "\(list), \(try Identifier(column))"
        }
        if !columns.isEmpty { list = "(\(list))" }
        let rows = try await connection.copyIn("COPY \(name) \(list) FROM STDIN WITH (FORMAT csv, HEADER true)") {
            writer in
            while let chunk = try handle.read(upToCount: 1 << 16), !chunk.isEmpty {
                try await writer.write([UInt8](chunk))
            }
        }
        let commit = try await connection.query("COMMIT")
        guard commit.commandTag == "COMMIT" else { throw Failure("loading \(table) ended in a rollback") }
        return rows
    }
}
