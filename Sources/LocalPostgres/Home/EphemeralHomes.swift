import FoundationEssentials
public import Glibc

/// The homes of private servers that are removed with their process, and what remains of those whose process was killed
/// in the moment between making the files and starting the server, the only one in which no supervisor watches over them.
public struct EphemeralHomes: Sendable {
    private let place = "/tmp"
    private let prefix: String

    /// The homes of one purpose.
    /// - Parameter prefix: What their names begin with, unlike any other purpose's.
    public init(prefix: String) {
        self.prefix = prefix
    }

    /// A new home's path; it names a process, by default this one.
    public func newHome(pid: Int32 = getpid()) -> String {
        "\(place)/\(prefix)\(pid)-\(UInt64.random(in: .min ... .max))"
    }

    /// Removes the homes that nobody can be using: their process is gone, and so is its lock. Safe to repeat.
    public func removeStale() {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: place)) ?? []
        for name in names where name.hasPrefix(prefix) {
            guard let pid = Int32(name.dropFirst(prefix.count).prefix { $0 != "-" }), !Self.exists(pid) else {
                continue
            }
            let home = "\(place)/\(name)"
            // Another container may share the folder and count its processes on its own: its lock still holds here.
            guard Self.isUnlocked("\(home)/postgres/lock") else { continue }
            try? FileManager.default.removeItem(atPath: home)
        }
    }

    private static func exists(_ pid: Int32) -> Bool {
        kill(pid, 0) == 0 || errno != ESRCH
    }

    private static func isUnlocked(_ path: String) -> Bool {
        let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        return flock(descriptor, LOCK_EX | LOCK_NB) == 0
    }
}
