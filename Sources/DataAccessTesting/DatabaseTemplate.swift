import Synchronization

/// What fresh test databases hold at first: prepared once for each server, then copied by the server itself.
public struct DatabaseTemplate: Sendable {
    /// A name unlike any other template's.
    public let name: String
    let prepare: @Sendable (TestDatabase) async throws -> Void

    /// Describes a template; nothing is made before a test asks for it.
    ///
    /// - Parameters:
    ///   - name: A name unlike any other template's.
    ///   - prepare: Fills an empty database, and closes every connection it opens.
    public init(_ name: String, prepare: @escaping @Sendable (TestDatabase) async throws -> Void) {
        self.name = name
        self.prepare = prepare
    }
}

/// The templates that one server has, by name.
final class TemplateDatabases: Sendable {
    private let made = Mutex<[String: Task<String, any Error>]>([:])

    /// The name of a template's database, prepared by whoever asks first.
    func name(of template: DatabaseTemplate, on server: TestServer) async throws -> String {
        let preparing = made.withLock { made in
            if let task = made[template.name] { return task }
            // Not structured: several tests wait for it, and the cancellation of the first is not the others'.
            let task = Task {
                let database = try await TestDatabase.create(on: server, from: "template0")
                try await template.prepare(database)
                try await database.checkForLeaks()
                return database.name
            }
            made[template.name] = task
            return task
        }
        return try await preparing.value
    }
}
