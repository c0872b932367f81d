import FoundationEssentials
import Glibc
import ProcessSupervision

/// Decides where a server's home is, and makes it.
///
/// It is the folder `postgres` in the caller's home. Where the server's user cannot get there, it is a folder under
/// ``sharedPlace`` that the user can reach, and `postgres` is a symbolic link to it.
struct HomePlacement {
    let callerHome: String
    let user: ProcessIdentity
    let ephemeral: Bool

    /// Where homes go that the server's user could not reach in their own place.
    static let sharedPlace = "/var/lib/dal"

    /// Finds the home of an earlier start, or makes one.
    func prepare(progress: (String) -> Void) throws(LocalPostgresError) -> ServerHome {
        try makeCallerHome()
        do {
            return try findOrMake(progress: progress)
        } catch {
            if ephemeral { try FileAccess.remove(callerHome) }
            throw error
        }
    }

    private func findOrMake(progress: (String) -> Void) throws(LocalPostgresError) -> ServerHome {
        let callerPlace = try resolved(callerHome)
        let inside = "\(callerPlace)/postgres"
        if !FileAccess.exists(inside) { try place(inside, callerPlace: callerPlace) }
        let home = ServerHome(path: try followed(inside))
        guard !ephemeral || home.socketDirectory.hasPrefix(home.path) else {
            throw LocalPostgresError(
                .homeUnusable, "\(callerHome) is too long a path for the socket of an ephemeral server",
                remedy: "use a shorter one, such as a folder in /tmp")
        }
        if home.path != inside { progress("the server's files are in \(home.path)") }
        try makeFolders(of: home)
        return home
    }

    private func makeCallerHome() throws(LocalPostgresError) {
        if ephemeral {
            // Everything in it is removed at the end, so nothing may be there at the start.
            guard mkdir(callerHome, 0o755) == 0, chmod(callerHome, 0o755) == 0 else {
                throw FileAccess.failure("cannot make the directory", callerHome)
            }
            return
        }
        do {
            try FileManager.default.createDirectory(atPath: callerHome, withIntermediateDirectories: true)
        } catch {
            throw FileAccess.failure("cannot make the directory", callerHome)
        }
    }

    private func place(_ inside: String, callerPlace: String) throws(LocalPostgresError) {
        guard let obstacle = Reachability.obstacle(for: user, onTheWayTo: callerPlace) else {
            return try FileAccess.makeDirectory(inside, mode: 0o755, owner: .current)
        }
        guard !ephemeral, ProcessIdentity.current.isRoot else {
            throw LocalPostgresError(
                .homeUnusable,
                "the user \"\(user.name)\" cannot reach \(callerPlace): \(obstacle) does not let it pass",
                remedy: "use a home that it can reach, or: chmod o+x \(obstacle)")
        }
        let elsewhere = "\(Self.sharedPlace)/\(shortDigest(of: callerPlace))"
        try FileAccess.makeDirectory(Self.sharedPlace, mode: 0o755, owner: .current)
        try FileAccess.makeDirectory(elsewhere, mode: 0o755, owner: .current)
        guard symlink(elsewhere, inside) == 0 else { throw FileAccess.failure("cannot make the link", inside) }
    }

    /// The place behind `postgres`. A link whose target is gone is not mended: the data may be on a disk to be mounted.
    private func followed(_ inside: String) throws(LocalPostgresError) -> String {
        let path = try resolved(inside)
        guard FileAccess.isDirectory(path) else {
            throw LocalPostgresError(
                .notADataDirectory, "\(inside) is not a directory", remedy: "move it away, or use another home")
        }
        return path
    }

    private func makeFolders(of home: ServerHome) throws(LocalPostgresError) {
        try FileAccess.makeDirectory(home.logs, mode: 0o755, owner: .current)
        try FileAccess.makeDirectory(home.tls, mode: 0o755, owner: .current)
    }

    private func resolved(_ path: String) throws(LocalPostgresError) -> String {
        guard let real = realpath(path, nil) else { throw FileAccess.failure("cannot find", path) }
        defer { free(real) }
        return String(cString: real)
    }
}
