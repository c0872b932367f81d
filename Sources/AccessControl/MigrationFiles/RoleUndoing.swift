import PostgresDriver

/// The way back of what is of the whole server: roles that another database of the server uses stay as they are.
struct RoleUndoing {
    private let made: [DeclaredRole]
    /// What brings a role that was there before to what it was, in order: statements as expressions.
    private let restoring: [(role: DeclaredRole, text: String)]

    /// - Parameter made: the roles that go; with them go their settings and memberships.
    init(steps: [AccessPlan.Step], made: Set<String>, _ database: String) throws(DatabaseError) {
        self.made = steps.compactMap { $0.change?.kind == .making ? $0.change?.role : nil }
        var restoring: [(role: DeclaredRole, text: String)] = []
        for step in steps.reversed() {
            guard let change = step.change, !made.contains(change.role.name),
                !(change.member.map(made.contains) ?? false)
            else { continue }
            for statement in step.inverse {
                restoring.append((change.role, try step.text(of: statement, database)))
            }
        }
        self.restoring = restoring
    }

    /// Which of the roles another database uses, said before anything is undone.
    var inUse: [String] {
        get throws(DatabaseError) {
            var seen: Set<String> = []
            let roles = (made + restoring.map(\.role)).filter { seen.insert($0.name).inserted }
            guard !roles.isEmpty else { return [] }
            let values = roles.map { role in
                "  (\(SQLText.literal(role.name))::name, \(SQLText.names([role.name] + role.memberOf)))"
            }
            return try joining + [
                "-- A role that another database of this server uses, or whose group it uses, stays as it is.",
                """
                SELECT set_config('dal.roles_in_use', coalesce(array_agg(DISTINCT role.name), '{}')::text, true)
                FROM (VALUES
                \(values.joined(separator: ",\n"))
                ) AS role (name, through)
                JOIN pg_catalog.pg_roles AS r ON r.rolname = ANY (role.through)
                JOIN pg_catalog.pg_shdepend AS d ON d.refclassid = 'pg_catalog.pg_authid'::regclass AND d.refobjid = r.oid
                JOIN pg_catalog.pg_database AS here ON here.datname = current_database()
                WHERE CASE WHEN d.dbid <> 0 THEN d.dbid <> here.oid
                           ELSE d.classid = 'pg_catalog.pg_database'::regclass AND d.objid <> here.oid END;
                """,
            ]
        }
    }

    /// An administrator with CREATEROLE is no member of the roles, and without that may neither end their sessions nor
    /// DROP OWNED.
    private var joining: [String] {
        get throws(DatabaseError) {
            guard !made.isEmpty else { return [] }
            let names = try made.map { role throws(DatabaseError) in try SQLText.name(role.name) }
            return [
                "-- A member for this transaction, to end their sessions and to take back what others granted them. Of several",
                "-- databases that roll back at once each waits here for the one before, so that the last sees that it is the last.",
                "GRANT \(names.joined(separator: ", ")) TO CURRENT_USER;",
                "SELECT set_config('dal.roles_made', \(SQLText.names(made.map(\.name)))::text, true);",
            ]
        }
    }

    /// What drops the roles, or brings them to what they were.
    var lines: [String] {
        var lines: [String] = []
        if !restoring.isEmpty {
            let values = restoring.map {
                "      (\(SQLText.literal($0.role.name)), \($0.text))"
            }
            lines += SQLText.block([Self.restoringHead, values.joined(separator: ",\n"), Self.restoringTail])
        }
        guard !made.isEmpty else { return lines }
        return lines + [
            "-- DROP OWNED takes away what others granted these roles elsewhere in this database, which DROP ROLE would stumble",
            "-- over. It also drops what a role owns, so they must own nothing.",
        ] + SQLText.block([Self.dropping])
    }

    private static let restoringHead = """
        DECLARE
          undo record;
          staying text;
        BEGIN
          FOR undo IN
            SELECT * FROM (VALUES
        """

    private static let restoringTail = """
            ) AS step (role, statement)
          LOOP
            IF undo.role = ANY (current_setting('dal.roles_in_use')::name[]) THEN
              staying := concat_ws(', ', staying, undo.role);
            ELSE
              EXECUTE undo.statement;
            END IF;
          END LOOP;
          IF staying IS NOT NULL THEN
            RAISE WARNING 'these roles stay as they are, another database of this server uses them: %', staying;
          END IF;
        END
        """

    private static let dropping = """
        DECLARE
          made CONSTANT name[] := current_setting('dal.roles_made');
          in_use CONSTANT name[] := current_setting('dal.roles_in_use');
          going CONSTANT name[] := ARRAY (SELECT name FROM unnest(made) AS name WHERE name <> ALL (in_use));
          going_list CONSTANT text := (SELECT string_agg(quote_ident(name), ', ') FROM unnest(going) AS name);
          staying_list CONSTANT text := (SELECT string_agg(quote_ident(name), ', ') FROM unnest(made) AS name WHERE name = ANY (in_use));
          left_over text;
        BEGIN
          SELECT string_agg(DISTINCT format('%s %s %s', r.rolname,
                              CASE d.deptype WHEN 'o' THEN 'owns' WHEN 'r' THEN 'is named in' ELSE 'has a grant on' END,
                              pg_describe_object(d.classid, d.objid, d.objsubid)), '; ')
          INTO left_over
          FROM pg_catalog.pg_shdepend AS d
          JOIN pg_catalog.pg_roles AS r ON d.refclassid = 'pg_catalog.pg_authid'::regclass AND d.refobjid = r.oid
          JOIN pg_catalog.pg_database AS here ON here.datname = current_database()
          WHERE r.rolname = ANY (going) AND d.deptype = 'o'
             OR r.rolname = ANY (in_use) AND r.rolname = ANY (made)
                AND (d.dbid = here.oid OR d.classid = 'pg_catalog.pg_database'::regclass AND d.objid = here.oid);
          IF left_over IS NOT NULL THEN
            RAISE EXCEPTION 'these roles have what this migration did not give them: %', left_over
              USING HINT = 'Revoke it, or give it to another owner; then roll back again.';
          END IF;
          IF going_list IS NOT NULL THEN
            EXECUTE 'DROP OWNED BY ' || going_list;
            PERFORM pg_stat_clear_snapshot();
            PERFORM pg_terminate_backend(pid) FROM pg_catalog.pg_stat_activity WHERE usename = ANY (going);
            EXECUTE 'DROP ROLE ' || going_list;
          END IF;
          IF staying_list IS NOT NULL THEN
            EXECUTE 'REVOKE ' || staying_list || ' FROM CURRENT_USER';
            RAISE WARNING 'these roles stay, another database of this server uses them: %', staying_list;
          END IF;
        END
        """
}
