/// The way forth of what is of the whole server: roles, their settings, their members.
///
/// Another database of the server may have done all of it already, or be doing it at this moment.
struct RoleMaking {
    let steps: [AccessPlan.Step]

    /// The roles.
    var lines: [String] {
        let made = steps.filter { $0.change?.kind == .making }
        guard !made.isEmpty else { return [] }
        return Self.making(made.map(\.statement)) + Self.judging(made.compactMap { $0.change?.role })
    }

    /// What is repeated without harm: other attributes, memberships.
    var altering: [AccessPlan.Step] { steps.filter { $0.change?.kind == .altering } }

    private static func making(_ statements: [String]) -> [String] {
        let list = statements.map { "    " + SQLText.literal($0) }.joined(separator: ",\n")
        return [
            "-- Where another database of the server is making a role, CREATE ROLE waits for it and then finds it there."
        ]
            + SQLText.block([
                "DECLARE", "  statement text;", "BEGIN", "  FOREACH statement IN ARRAY ARRAY[", list, "  ] LOOP",
                "    BEGIN", "      EXECUTE statement;", "    EXCEPTION WHEN duplicate_object OR unique_violation THEN",
                "      NULL;  -- judged in the next statement", "    END;", "  END LOOP;", "END",
            ])
    }

    /// To repair a found role silently would hide that somebody had given it more, and who is no superuser could not
    /// repair the worst of it anyway.
    private static func judging(_ roles: [DeclaredRole]) -> [String] {
        let wanted = roles.map { role in
            "      (\(SQLText.literal(role.name))::name, \(role.isLogin), \(role.connectionLimit ?? -1), "
                + "\(SQLText.names(role.memberOf)), \(SQLText.names(role.members)))"
        }
        return ["-- A role that was there is taken only as it is wanted."]
            + SQLText.block([
                "DECLARE", "  surprises text;", "BEGIN",
                "  WITH wanted (name, login, connections, groups, members) AS (",
                "    VALUES", wanted.joined(separator: ",\n"), judgement, "END",
            ])
    }

    /// From 16 on a role's maker has it WITH ADMIN, but neither inherits it nor may set it: that is no surprise. On 15 the
    /// two columns do not exist, and every membership is both.
    private static let judgement = """
          ), surprise AS (
            SELECT format('%s has attributes other than these', w.name) AS what
            FROM wanted AS w
            JOIN pg_catalog.pg_roles AS r ON r.rolname = w.name
            WHERE r.rolsuper OR r.rolcreatedb OR r.rolcreaterole OR r.rolreplication OR r.rolbypassrls OR NOT r.rolinherit
               OR r.rolcanlogin <> w.login OR r.rolconnlimit <> w.connections
            UNION ALL
            SELECT format('%s is a member of %s', m.member::regrole, m.roleid::regrole)
            FROM wanted AS w
            JOIN pg_catalog.pg_roles AS r ON r.rolname = w.name
            JOIN pg_catalog.pg_auth_members AS m ON r.oid IN (m.member, m.roleid)
            JOIN pg_catalog.pg_roles AS other ON other.oid IN (m.member, m.roleid) AND other.oid <> r.oid
            WHERE (m.admin_option OR other.rolname <> ALL (CASE r.oid WHEN m.member THEN w.groups ELSE w.members END))
              AND NOT (other.oid = m.member AND other.rolsuper)
              AND (coalesce((to_jsonb(m) ->> 'inherit_option')::boolean, true)
                OR coalesce((to_jsonb(m) ->> 'set_option')::boolean, true))
          )
          SELECT string_agg(DISTINCT what, '; ' ORDER BY what) INTO surprises FROM surprise;
          IF surprises IS NOT NULL THEN
            RAISE EXCEPTION 'roles of this name exist already and are not as wanted: %', surprises
              USING HINT = 'Find out who made them; correct or drop them, then run this migration again.';
          END IF;
        """

    /// The settings.
    var settingLines: [String] {
        let settings = steps.compactMap(SettingStatement.init)
        guard !settings.isEmpty else { return [] }
        let values = settings.map { setting in
            "      (\(SQLText.literal(setting.role)), \(SQLText.literal("\(setting.name)=\(setting.value)")), "
                + "\(SQLText.literal(setting.statement)))"
        }
        return [
            "-- Written only where they differ: two databases of the server that write the same at once would collide."
        ]
            + SQLText.block([
                "DECLARE", "  wanted record;", "BEGIN", "  FOR wanted IN", "    SELECT * FROM (VALUES",
                values.joined(separator: ",\n"), "    ) AS setting (login, entry, statement)", "  LOOP",
                "    IF NOT EXISTS (", "      SELECT FROM pg_catalog.pg_db_role_setting AS s",
                "      JOIN pg_catalog.pg_roles AS r ON r.oid = s.setrole",
                "      WHERE r.rolname = wanted.login AND s.setdatabase = 0 AND wanted.entry = ANY (s.setconfig)",
                "    ) THEN", "      EXECUTE wanted.statement;", "    END IF;", "  END LOOP;", "END",
            ])
    }
}

/// A setting that a step gives a login.
struct SettingStatement {
    let role: String
    let name: String
    let value: String
    let statement: String

    init?(_ step: AccessPlan.Step) {
        guard let change = step.change, case .setting(let name, let value) = change.kind else { return nil }
        (role, statement) = (change.role.name, step.statement)
        (self.name, self.value) = (name, value)
    }
}
