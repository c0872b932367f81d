import PostgresDriver

extension CatalogReader {
    typealias Grants = [CatalogObjectKey: [Grant]]

    static func databases(_ rows: QueryResult, _ grants: Grants) throws(DatabaseError) -> [CatalogDatabase] {
        try rows.mapRows { row throws(DatabaseError) in
            var database = CatalogDatabase(
                try row.decode(String.self, at: 1), owner: try row.decode(String.self, at: 2))
            database.isCurrent = try row.decode(Bool.self, at: 3)
            database.acceptsConnections = try row.decode(Bool.self, at: 4)
            database.isTemplate = try row.decode(Bool.self, at: 5)
            database.grants = try row.grants(on: "database", in: grants)
            return database
        }
    }

    static func schemas(_ rows: QueryResult, _ grants: Grants) throws(DatabaseError) -> [CatalogSchema] {
        try rows.mapRows { row throws(DatabaseError) in
            var schema = CatalogSchema(try row.decode(String.self, at: 1), owner: try row.decode(String.self, at: 2))
            schema.grants = try row.grants(on: "schema", in: grants)
            return schema
        }
    }

    static func relations(
        _ rows: QueryResult, _ grants: Grants, policies: [Int: [RowPolicy]], triggers: [Int: [CatalogTrigger]],
        rules: [Int: [CatalogRule]]
    ) throws(DatabaseError) -> [CatalogRelation] {
        try rows.mapRows { row throws(DatabaseError) in
            var relation = CatalogRelation(
                try row.decode(String.self, at: 2), try row.known(RelationKind.self, at: 3),
                schema: try row.decode(String.self, at: 1), owner: try row.decode(String.self, at: 4))
            relation.hasRowSecurity = try row.decode(Bool.self, at: 5)
            relation.forcesRowSecurity = try row.decode(Bool.self, at: 6)
            relation.isSecurityInvoker = try row.decode(Bool.self, at: 7)
            relation.isExtensionMember = try row.decode(Bool.self, at: 8)
            relation.columns = try row.decode([String].self, at: 9)
            relation.writableColumns = try row.decode([String].self, at: 10)
            relation.numberedTable = try row.decode(String?.self, at: 11)
            relation.isIdentity = try row.decode(Bool.self, at: 12)
            relation.isUpdatable = try row.decode(Bool.self, at: 13)
            relation.grants = try row.grants(on: "relation", in: grants)
            relation.policies = policies[try row.decode(Int.self, at: 0)] ?? []
            relation.triggers = triggers[try row.decode(Int.self, at: 0)] ?? []
            relation.rules = rules[try row.decode(Int.self, at: 0)] ?? []
            relation.parents = try row.decode([String].self, at: 14)
            relation.isOpenedByExtension = try row.decode(Bool.self, at: 15)
            relation.columnTypes = try row.decode([String].self, at: 16)
            return relation
        }
    }

    static func policies(_ rows: QueryResult) throws(DatabaseError) -> [Int: [RowPolicy]] {
        var policies: [Int: [RowPolicy]] = [:]
        for row in rows {
            let policy = RowPolicy(
                name: try row.decode(String.self, at: 1), command: try row.known(RowPolicy.Command.self, at: 2),
                isPermissive: try row.decode(Bool.self, at: 3),
                roles: try row.decode([String].self, at: 4).map { Grantee(catalogName: $0) },
                using: try row.decode(String?.self, at: 5), check: try row.decode(String?.self, at: 6))
            policies[try row.decode(Int.self, at: 0), default: []].append(policy)
        }
        return policies
    }

    static func triggers(_ rows: QueryResult) throws(DatabaseError) -> [Int: [CatalogTrigger]] {
        var triggers: [Int: [CatalogTrigger]] = [:]
        for row in rows {
            let trigger = CatalogTrigger(
                name: try row.decode(String.self, at: 1), function: try row.decode(String.self, at: 2),
                functionSchema: try row.decode(String.self, at: 3), isEnabled: try row.decode(Bool.self, at: 4),
                type: try row.decode(Int.self, at: 5), seesEveryRow: try row.decode(Bool.self, at: 6))
            triggers[try row.decode(Int.self, at: 0), default: []].append(trigger)
        }
        return triggers
    }

    static func rules(_ rows: QueryResult) throws(DatabaseError) -> [Int: [CatalogRule]] {
        var rules: [Int: [CatalogRule]] = [:]
        for row in rows {
            let rule = CatalogRule(
                name: try row.decode(String.self, at: 1), event: try row.known(Privilege.self, at: 2))
            rules[try row.decode(Int.self, at: 0), default: []].append(rule)
        }
        return rules
    }

    static func namedObjects(_ rows: QueryResult, _ grants: Grants) throws(DatabaseError) -> [NamedObject] {
        try rows.mapRows { row throws(DatabaseError) in
            var object = NamedObject(
                try row.known(NamedObject.Kind.self, at: 1), try row.decode(String.self, at: 3),
                schema: try row.decode(String?.self, at: 2), owner: try row.decode(String.self, at: 4))
            object.isExtensionMember = try row.decode(Bool.self, at: 5)
            object.grants = try row.grants(on: object.kind.rawValue, in: grants)
            return object
        }
    }

    static func functions(_ rows: QueryResult, _ grants: Grants) throws(DatabaseError) -> [CatalogFunction] {
        try rows.mapRows { row throws(DatabaseError) in
            var function = CatalogFunction(
                try row.decode(String.self, at: 2), try row.decode(String.self, at: 3),
                schema: try row.decode(String.self, at: 1), owner: try row.decode(String.self, at: 4))
            function.isSecurityDefiner = try row.decode(Bool.self, at: 5)
            function.fixesSearchPath = try row.decode(Bool.self, at: 6)
            function.isExtensionMember = try row.decode(Bool.self, at: 7)
            function.isLeakproof = try row.decode(Bool.self, at: 8)
            function.isOpenedByExtension = try row.decode(Bool.self, at: 9)
            function.grants = try row.grants(on: "function", in: grants)
            return function
        }
    }
}
