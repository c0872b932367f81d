import Testing

@testable import PostgresCatalog
@testable import dal

@Suite("What dal schema check prints")
struct SchemaReportTests {
    private let table = DeclaredTable(
        schema: "public", name: "tags", isView: false, tenantColumn: nil,
        columns: [DeclaredColumn("id", valueType: "Int", type: 20, isNullable: true, traits: [.primaryKey])])

    @Test("a line for what fails, and the sum")
    func missing() {
        let report = SchemaReport([table], in: [])
        #expect(!report.holds)
        #expect(
            report.text == """
                   where        what              because
                ✗  public.tags  missing-relation  the database has no table of this name: is a migration missing?
                1 declared tables and views, 1 errors, 0 warnings

                """)
    }

    @Test("what is merely needless is no failure")
    func needless() {
        var tags = RelationColumns(schema: "public", name: "tags", kind: .table, hasRowSecurity: false)
        tags.uniqueKeys = [["id"]]
        tags.columns = [
            CatalogColumn(
                name: "id", type: 20, typeName: "bigint", isNotNull: true, hasDefault: false, isAlwaysGenerated: false)
        ]
        let report = SchemaReport([table], in: [tags])
        #expect(report.holds)
        #expect(report.text.contains("!  public.tags.id  needless-optional"))
        tags.columns[0].isNotNull = false
        #expect(SchemaReport([table], in: [tags]).text == "1 declared tables and views, no drift\n")
    }
}
