import Glibc
import ProcessSupervision

/// What is in the place of a cluster's data.
enum ClusterState: Sendable, Hashable {
    /// Nothing.
    case missing
    /// Something of this user's, with the version its `PG_VERSION` names, if it has one that can be read.
    case present(owner: UInt32, majorVersion: Int?)

    init(_ home: ServerHome) {
        var status = stat()
        guard lstat(home.data, &status) == 0 else {
            self = .missing
            return
        }
        let version = FileAccess.text(of: "\(home.data)/PG_VERSION").flatMap { Int($0.prefix(while: \.isNumber)) }
        self = .present(owner: status.st_uid, majorVersion: version)
    }

    /// The version the data need, or `nil` when there are none yet.
    func requiredVersion(at data: String, user: ProcessIdentity) throws(LocalPostgresError) -> Int? {
        guard case .present(let owner, let version) = self else { return nil }
        guard owner == user.uid else {
            let holder = ProcessIdentity(uid: owner, gid: owner).name
            throw LocalPostgresError(
                .foreignOwner, "\(data) belongs to \"\(holder)\", but the server runs as \"\(user.name)\"",
                remedy: "run as the user who made it, chown -R it, or use another home")
        }
        guard let version else {
            throw LocalPostgresError(
                .notADataDirectory, "\(data) is there, but is not a PostgreSQL data directory (it has no PG_VERSION)",
                remedy: "move it away to start anew, or use another home")
        }
        return version
    }
}
