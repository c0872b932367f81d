import AccessControl
import DataAccessTesting
import FleetTesting
import PostgresDriver
import Testing

/// Roles taken away that are members of others, or made others members.
@Suite("Taking roles away that have memberships", .serialized) struct RemovedMembershipsTests {
    @Test("a login that made itself a member of the administrator, directly and through a group: ended all the same")
    func aboveTheAdministrator() async throws {
        try await FleetTestServer.with { fleet in
            // From PostgreSQL 16 on the maker of a role is its member, and cannot become its group.
            guard try await fleet.serverVersion() < 160_000 else { return }
            try await fleet.run([
                "SET SESSION AUTHORIZATION fleetadmin", "CREATE ROLE climber LOGIN CREATEROLE", "CREATE ROLE ladder",
                "CREATE ROLE second LOGIN IN ROLE ladder", "SET SESSION AUTHORIZATION climber",
                "GRANT fleetadmin TO climber", "GRANT fleetadmin TO ladder WITH ADMIN OPTION",
                "RESET SESSION AUTHORIZATION", "ALTER ROLE climber PASSWORD '\(fleet.password)'",
            ])
            let session = try await PostgresConnection.connect(to: fleet.configuration("climber"))
            let report = try await fleet.removal(of: ["climber", "second"]).remove(
                logins: ["climber": fleet.configuration("climber")])
            await session.close()
            #expect(report.sessionsEnded == 1)
            #expect(report.refusedLogins == ["climber"])
            #expect(report.rowsLeft.values.allSatisfy { $0 == 0 })
            // The group stays, with what others gave it.
            #expect(try await fleet.memberships(of: "ladder") == ["fleetadmin"])
            #expect(try await fleet.memberships(of: "fleetadmin") == [])
        }
    }

    @Test("from PostgreSQL 16 on, a superuser's role above the administrator: said by name before anything is done")
    func aSuperusersRole() async throws {
        try await FleetTestServer.with { fleet in
            guard try await fleet.serverVersion() >= 160_000 else { return }
            try await fleet.run(["CREATE ROLE climber LOGIN", "GRANT fleetadmin TO climber"])
            let before = try await fleet.fingerprint()
            let error = await #expect(throws: AccessChangeError.self) {
                try await fleet.removal(of: ["climber"]).remove()
            }
            #expect(error?.code == .refused)
            #expect(error?.problem.contains("fleetadmin has no ADMIN OPTION on climber") == true)
            #expect(
                error?.problem.contains(
                    "climber is a member of fleetadmin, and so above you; postgres granted it, "
                        + "and fleetadmin has not postgres's rights") == true)
            #expect(try await fleet.fingerprint().changes(since: before) == [])
        }
    }

    @Test("roles that are members of one another, and of each other's groups: gone together, what stays stays")
    func amongThemselves() async throws {
        try await FleetTestServer.with { fleet in
            try await fleet.run([
                "SET SESSION AUTHORIZATION fleetadmin", "CREATE ROLE upper", "CREATE ROLE middle IN ROLE upper",
                "CREATE ROLE lower LOGIN IN ROLE middle", "CREATE ROLE one_group", "CREATE ROLE other_group",
                "CREATE ROLE one LOGIN IN ROLE other_group, fleet_readonly",
                "CREATE ROLE other LOGIN IN ROLE one_group",
                "GRANT SELECT ON vendors TO upper, middle, lower, one_group",
                "RESET SESSION AUTHORIZATION",
            ])
            let roles = ["upper", "middle", "lower", "one_group", "one", "other"]
            let report = try await fleet.removal(of: roles).remove()
            #expect(report.survey.roles == roles)
            #expect(report.rowsLeft.values.allSatisfy { $0 == 0 })
            #expect(try await fleet.roles(like: "other%") == ["other_group"])
            #expect(try await fleet.removal(of: ["other_group"]).remove().rowsLeft.values.allSatisfy { $0 == 0 })
        }
    }

    @Test("one with ADMIN OPTION that made another a member: said, and the other stays one")
    func madeMembers() async throws {
        try await FleetTestServer.with { fleet in
            try await fleet.run([
                "SET SESSION AUTHORIZATION fleetadmin", "CREATE ROLE inviter LOGIN", "CREATE ROLE guest LOGIN",
                "GRANT fleet_readonly TO inviter WITH ADMIN OPTION", "SET SESSION AUTHORIZATION inviter",
                "GRANT fleet_readonly TO guest", "RESET SESSION AUTHORIZATION",
            ])
            let removal = fleet.removal(of: ["inviter"])
            if try await fleet.serverVersion() < 160_000 {
                // Who granted a membership is kept for the record alone.
                let notes = try await removal.remove().survey.notes
                #expect(notes == ["guest stays a member of fleet_readonly, which inviter granted"])
            } else {
                let error = await #expect(throws: AccessChangeError.self) { try await removal.remove() }
                #expect(error?.code == .refused)
                let words = "guest is a member of fleet_readonly from inviter, and would lose it"
                #expect(error?.problem.contains(words) == true)
                try await fleet.run(["GRANT fleet_readonly TO guest GRANTED BY fleetadmin"])
                #expect(try await removal.remove().survey.notes == [])
            }
            #expect(try await fleet.memberships(of: "guest") == ["fleet_readonly"])
            #expect(try await fleet.roles(like: "inviter") == [])
        }
    }
}
