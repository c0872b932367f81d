import FoundationEssentials
import Glibc

/// Homes of test servers whose process was killed in the moment between making the files and starting the server, the
/// only one in which no supervisor watches over them.
enum StaleHomes {
    private static let place = "/tmp"
    private static let prefix = "dal-test-"

    /// A new home's path; it names its process.
    static func newHome(pid: Int32 = getpid()) -> String {
        "\(place)/\(prefix)\(pid)-\(randomName(length: 8))"
    }

    /// Removes the homes that nobody can be using: their process is gone, and so is its lock.
    static func remove() {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: place)) ?? []
        for name in names where name.hasPrefix(prefix) {
            guard let pid = Int32(name.dropFirst(prefix.count).prefix { $0 != "-" }), !exists(pid) else { continue }
            let home = "\(place)/\(name)"
            // Another container may share the folder and count its processes on its own: its lock still holds here.
            guard isUnlocked("\(home)/postgres/lock") else { continue }
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
