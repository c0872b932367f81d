import DataAccessMacros
import FoundationEssentials
import Testing

// snippet: entity
/// A note of a tenant's.
@Table("notes", scope: .tenant)
struct Note {
    @Column(.primaryKey, .generated, .type("int8")) let id: Int
    var body: String?
}

extension Repository where Row == Note {
    func search<R: Reads>(_ text: String, in session: Session<R, TenantScope>) async throws(DatabaseError) -> [Note] {
        try await session.fetch(Note.where { $0.body.contains(text) }.order { $0.id })
    }
}
// end

@Suite("A route on its way from plain SQL to a repository")
struct RouteGuide {
    private let tenant = TenantID(UUID())

    @Test("gives the same answer at each step")
    func steps() async throws {
        try await withDatabase { (database, _) async throws in
            let tenant = tenant
            let notes = Repository<Note>()
            try await database.write(for: tenant) { session in
                _ = try await notes.createMany(
                    [.init(body: "100 %"), .init(body: "half"), .init(body: nil)], in: session)
            }
            let text = "100 %"
            // snippet: plain
            let rows = try await Database.withTenant(tenant) {  // middleware does this around every request
                try await database.query("SELECT id, body FROM notes WHERE strpos(body, \(text)) > 0 ORDER BY id")
            }
            let plain = try rows.map { try $0.decode("body", as: String.self) }
            // end
            // snippet: session
            let read = try await database.read(for: tenant) { session in
                try await session.query("SELECT id, body FROM notes WHERE strpos(body, \(text)) > 0 ORDER BY id")
                    .map { try $0.decode("body", as: String.self) }
            }
            // end
            // snippet: repository
            let found = try await database.read(for: tenant) { session in
                try await notes.search(text, in: session)
            }
            // end
            #expect(plain == ["100 %"])
            #expect(read == plain)
            #expect(found.map(\.body) == plain)
        }
    }
}
