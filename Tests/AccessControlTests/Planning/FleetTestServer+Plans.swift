import AccessControl
import DataAccessTesting
import FleetTesting
import PostgresCatalog
import PostgresDriver

extension FleetTestServer {
    var applier: AccessApplier {
        AccessApplier(policy: policy, administrator: configuration(policy.administrator))
    }

    /// Everything in the catalogue, as the superuser sees it.
    func fingerprint(of database: String = database) async throws -> Fingerprint {
        try await TestServer.withConnection(to: superuser(in: database)) { connection in
            try await Fingerprint.readCatalogue(from: connection)
        }
    }

    /// Undoes a plan as the administrator, in one transaction.
    func undo(_ plan: AccessPlan) async throws {
        try await TestServer.withConnection(to: configuration(policy.administrator)) { connection in
            for statement in ["BEGIN"] + plan.inverse + ["COMMIT"] {
                _ = try await connection.query(SQL(verbatim: statement))
            }
        }
    }
}
