import DataAccessMacros
import FoundationEssentials
import Testing

// snippet: declared
/// A drill, a saw: what a workshop lends.
@Table("tools", scope: .tenant)
struct LentTool {
    @Column(.primaryKey, .generated) let id: LentTool.ID  // a type of its own: no other table's key fits
    var name: String
    @Column(.default) var kind: Kind  // in the draft it may be left to the server
    var price: Int?  // may be NULL
    @Column("is_sharp", .default) var sharp: Bool  // a column of another name
    @Column(.version) let version: Int  // raised and checked by updates
    @Column(.softDelete) let deletedAt: Date?  // such rows are kept, and left out of selects

    enum Kind: String, PostgresEnum { case hand, power }
}
// end

@Suite("The guide's declarations")
struct DeclarationsGuide {
    @Test("write the draft, the changes and the columns")
    func declared() async throws {
        try await withTools { database, _, tenant in
            let sharp = try await database.write(for: tenant) { session in
                let tools = Repository<LentTool>()
                let made = try await tools.create(.init(name: "Saw", price: 30, sharp: true), in: session)
                #expect(made.kind == .hand)
                return try await tools.count(LentTool.where { $0.sharp && $0.id == made.id }, in: session)
            }
            #expect(sharp == 1)
        }
    }
}
