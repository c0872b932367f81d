import PostgresDriver

/// What proves that the roles are as declared: queries with one truth value each.
struct RoleProofs {
    let steps: [AccessPlan.Step]

    var lines: [String] {
        let made = steps.compactMap { $0.change?.kind == .making ? $0.change?.role : nil }
        let logins = made.filter(\.isLogin)
        return (made.isEmpty ? [] : [Self.attributes(made), Self.memberships(made)])
            + (logins.isEmpty ? [] : [Self.holdings(logins)]) + Self.settings(steps.compactMap(SettingStatement.init))
    }

    private static func attributes(_ roles: [DeclaredRole]) -> String {
        let declared = roles.map { role in
            "  (\(SQLText.literal(role.name)), \(role.isLogin), \(role.connectionLimit ?? -1))"
        }
        return """
            SELECT count(*) = \(roles.count) AS "the roles have exactly the attributes declared"
            FROM (VALUES
            \(declared.joined(separator: ",\n"))
            ) AS declared (name, login, connections)
            JOIN pg_catalog.pg_roles AS r ON r.rolname = declared.name
            WHERE r.rolcanlogin = declared.login AND r.rolconnlimit = declared.connections AND r.rolinherit
              AND NOT (r.rolsuper OR r.rolcreatedb OR r.rolcreaterole OR r.rolreplication OR r.rolbypassrls);
            """
    }

    private static func memberships(_ roles: [DeclaredRole]) -> String {
        let pairs = roles.flatMap { role in
            role.memberOf.map { "(\(SQLText.literal(role.name)), \(SQLText.literal($0)))" }
        }
        let isDeclared =
            pairs.isEmpty
            ? "" : " AND bool_and(NOT m.admin_option AND (l.rolname, g.rolname) IN (\(pairs.joined(separator: ", "))))"
        return """
            SELECT count(*) = \(pairs.count)\(isDeclared) AS "each is a member of its groups and of nothing else"
            FROM pg_catalog.pg_auth_members AS m
            JOIN pg_catalog.pg_roles AS g ON g.oid = m.roleid
            JOIN pg_catalog.pg_roles AS l ON l.oid = m.member
            WHERE l.rolname = ANY (\(SQLText.names(roles.map(\.name))));
            """
    }

    private static func holdings(_ logins: [DeclaredRole]) -> String {
        """
        SELECT count(*) = 0 AS "the logins themselves own and hold nothing"
        FROM pg_catalog.pg_shdepend AS d
        JOIN pg_catalog.pg_roles AS r ON d.refclassid = 'pg_catalog.pg_authid'::regclass AND d.refobjid = r.oid
        JOIN pg_catalog.pg_database AS here ON here.datname = current_database()
        WHERE r.rolname = ANY (\(SQLText.names(logins.map(\.name)))) AND d.deptype IN ('a', 'o')
          AND (d.dbid = here.oid OR d.classid = 'pg_catalog.pg_database'::regclass AND d.objid = here.oid);
        """
    }

    /// A list is stored in PostgreSQL's spelling, so that only its being there can be told.
    private static func settings(_ settings: [SettingStatement]) -> [String] {
        guard !settings.isEmpty else { return [] }
        let declared = settings.map { setting in
            let value = SettingList.isWrittenByElement(setting.name) ? "NULL" : SQLText.literal(setting.value)
            return "  (\(SQLText.literal(setting.role)), \(SQLText.literal(setting.name.lowercased())), \(value))"
        }
        return [
            """
            SELECT count(*) = \(settings.count) AS "limits and settings stand on each login"
            FROM (VALUES
            \(declared.joined(separator: ",\n"))
            ) AS declared (login, name, value)
            JOIN pg_catalog.pg_roles AS r ON r.rolname = declared.login
            JOIN pg_catalog.pg_db_role_setting AS s ON s.setrole = r.oid AND s.setdatabase = 0
            CROSS JOIN unnest(s.setconfig) AS held (entry)
            WHERE lower(split_part(held.entry, '=', 1)) = declared.name
              AND (declared.value IS NULL OR substr(held.entry, position('=' IN held.entry) + 1) = declared.value);
            """
        ]
    }
}
