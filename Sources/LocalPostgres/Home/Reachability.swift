import FoundationEssentials
import Glibc
import ProcessSupervision

/// Whether a user can get to a directory: every directory on the way must let it pass.
enum Reachability {
    /// What the decision needs to know about a directory.
    struct Directory: Sendable, Hashable {
        var mode: UInt32
        var owner: UInt32
        var group: UInt32
    }

    /// Whether a directory lets a user without supplementary groups pass.
    static func passes(_ user: ProcessIdentity, through directory: Directory) -> Bool {
        if user.isRoot { return true }
        let bit: UInt32 =
            if user.uid == directory.owner { 0o100 } else if user.gid == directory.group { 0o010 } else { 0o001 }
        return directory.mode & bit != 0
    }

    /// The outermost directory that keeps the user from reaching `path`, or `nil` when none does.
    static func obstacle(for user: ProcessIdentity, onTheWayTo path: String) -> String? {
        var place = ""
        for component in path.split(separator: "/", omittingEmptySubsequences: false) {
            place = place.hasSuffix("/") ? "\(place)\(component)" : "\(place)/\(component)"
            guard let directory = Directory(at: place) else { return place }
            if !passes(user, through: directory) { return place }
        }
        return nil
    }
}

extension Reachability.Directory {
    /// What is at a path, symbolic links followed; `nil` when there is nothing.
    init?(at path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        self.init(mode: status.st_mode, owner: status.st_uid, group: status.st_gid)
    }
}
