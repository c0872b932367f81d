import FoundationEssentials
import PostgresDriver
import Testing

@testable import DataAccess

@Suite("Storing or changing")
struct UpsertTests {
    let tools = Repository<Tool>()

    @Test("the statement names the tenant's column in the conflict, and sets the draft's other columns")
    func text() throws {
        let insert = try Insert<Tool>(.init(name: "Saw", kind: .power), tenant: TenantID(UUID()))
        #expect(
            insert.upsertSQL(target: ["\"name\""]).text == """
                INSERT INTO "public"."tools" ("tenant_id", "name", "kind", "price") VALUES ($1, $2, $3, $4) \
                ON CONFLICT ("tenant_id", "name") DO UPDATE SET "kind" = EXCLUDED."kind", \
                "price" = EXCLUDED."price", "version" = "public"."tools"."version" + 1, "deleted_at" = NULL \
                RETURNING "id", "name", "kind", "price", "is_sharp", "version", "deleted_at"
                """)
        let fuel = try Insert<Fuel>(.init(name: "Diesel"), tenant: nil)
        #expect(
            fuel.upsertSQL(target: ["\"name\""]).text == """
                INSERT INTO "public"."fuels" ("name") VALUES ($1) ON CONFLICT ("name") \
                DO UPDATE SET "name" = EXCLUDED."name" RETURNING "id", "name"
                """)
    }

    @Test("a new row is stored; one that is there is changed, counted and not marked as deleted any more")
    func upsert() async throws {
        try await withTools { [tools] database, _, tenant in
            try await database.write(for: tenant) { session in
                let new = try await tools.upsert(
                    .init(name: "Saw", kind: .power, price: 3, isSharp: true), onConflict: { $0.name }, in: session)
                #expect(new.version == 1)
                try await tools.softDelete(new.id, in: session)
                let again = try await tools.upsert(.init(name: "Saw"), onConflict: { $0.name }, in: session)
                #expect(again.id == new.id)
                #expect(again.price == nil)
                #expect(again.kind == .power)
                #expect(again.isSharp)
                #expect(again.version == 3)
                #expect(again.deletedAt == nil)
            }
        }
    }

    @Test("the same name is another tenant's own row")
    func tenants() async throws {
        try await withTools { [tools] database, fixture, tenant in
            for owner in [tenant, TenantID(UUID())] {
                let stored = try await database.write(for: owner) { session in
                    try await tools.upsert(.init(name: "Saw", price: 1), onConflict: { $0.name }, in: session)
                }
                #expect(stored.version == 1)
            }
        }
    }

    @Test("a conflict with another tenant's row is an error, and that row stays as it is")
    func foreignConflict() async throws {
        try await withTools { [tools] database, fixture, tenant in
            // Of all tenants' tools only one may have a name.
            try await fixture.asSuperuser("CREATE UNIQUE INDEX one_name ON tools (name)")
            let saw = try await database.write(for: tenant) { session in
                try await tools.create(.init(name: "Saw"), in: session)
            }
            let refused = await #expect(throws: DatabaseError.self) {
                try await database.write(for: TenantID(UUID())) { session in
                    try await tools.upsert(.init(name: "Saw", price: 9), onConflict: { $0.name }, in: session)
                }
            }
            #expect(refused?.sqlState == .uniqueViolation)
            // The same written by hand, for the index that knows no tenants.
            let byHand = await #expect(throws: DatabaseError.self) {
                try await database.write(for: TenantID(UUID())) { session in
                    try await session.execute(
                        """
                        INSERT INTO tools (tenant_id, name) VALUES
                        (nullif(current_setting('app.current_tenant_id'), '')::uuid, 'Saw')
                        ON CONFLICT (name) DO UPDATE SET price = 9
                        """)
                }
            }
            #expect(byHand?.sqlState == .insufficientPrivilege)
            let stays = try await database.read(for: tenant) { session in try await tools.get(saw.id, in: session) }
            #expect(stays == saw)
        }
    }

    @Test("without a unique index the server says so; without a column nothing is sent")
    func unusable() async throws {
        try await withTools { [tools] database, _, tenant in
            for expected in [DatabaseError.Code.server, .invalidStatement] {
                let error = await #expect(throws: DatabaseError.self) {
                    try await database.write(for: tenant) { session in
                        if expected == .server {
                            _ = try await tools.upsert(.init(name: "Saw"), onConflict: { $0.kind }, in: session)
                        } else {
                            _ = try await tools.upsert(.init(name: "Saw"), onConflict: { _ in () }, in: session)
                        }
                    }
                }
                #expect(error?.code == expected)
            }
        }
    }
}
