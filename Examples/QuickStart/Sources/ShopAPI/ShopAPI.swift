import DataAccessMacros
import Foundation
import Hummingbird
import Logging

/// A shop's products over HTTP. `dal up` hands it the database's address and its logins, and waits for the line that says
/// where it listens.
@main
enum ShopAPI {
    static func main() async throws {
        let logger = Logger(label: "shop-api")
        let settings = try await DatabaseConfiguration.environmentReader()
        let database = try Database(configuration: DatabaseConfiguration(reader: settings), logger: logger)
        try await database.start()

        let router = Router()
        router.get("/health") { _, _ in "ok" }
        ProductRoutes(database: database).add(to: router)
        var application = Application(
            router: router, configuration: .init(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { channel in
                // Not `print`, which keeps the line back while nobody reads along.
                let line = "listening http://127.0.0.1:\(channel.localAddress?.port ?? 0)\n"
                try? FileHandle.standardOutput.write(contentsOf: Data(line.utf8))
            },
            logger: logger)
        application.addServices(database)
        try await application.runService()
    }
}
