import Glibc

/// The user and group a process runs as.
public struct ProcessIdentity: Sendable, Hashable {
    /// The user's number.
    public let uid: UInt32
    /// The primary group's number. A supervised process gets no supplementary group.
    public let gid: UInt32

    /// An identity from its numbers.
    public init(uid: UInt32, gid: UInt32) {
        self.uid = uid
        self.gid = gid
    }

    /// The effective user and group of this process.
    public static var current: ProcessIdentity { ProcessIdentity(uid: geteuid(), gid: getegid()) }

    /// Whether this is the superuser of the machine.
    public var isRoot: Bool { uid == 0 }

    /// Looks a user up by name.
    ///
    /// - Parameter name: A name from the system's user database.
    /// - Returns: The user and its primary group, or `nil` when there is no such user.
    public static func named(_ name: String) -> ProcessIdentity? {
        var entry = passwd()
        var found: UnsafeMutablePointer<passwd>?
        var buffer = [CChar](repeating: 0, count: 16_384)
        guard getpwnam_r(name, &entry, &buffer, buffer.count, &found) == 0, found != nil else { return nil }
        return ProcessIdentity(uid: entry.pw_uid, gid: entry.pw_gid)
    }

    /// The user's name in the system's user database, or its number when it has none.
    public var name: String {
        var entry = passwd()
        var found: UnsafeMutablePointer<passwd>?
        var buffer = [CChar](repeating: 0, count: 16_384)
        guard getpwuid_r(uid, &entry, &buffer, buffer.count, &found) == 0, found != nil else { return "\(uid)" }
        return String(cString: entry.pw_name)
    }
}
