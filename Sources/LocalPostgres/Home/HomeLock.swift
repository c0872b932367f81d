import Glibc
import Synchronization

/// Held by the process that runs a home's server; the kernel lets go of it when the process ends, however it ends.
final class HomeLock: Sendable {
    private let descriptor: Mutex<CInt?>

    /// Takes the lock at once, or says who has it.
    init(_ home: ServerHome) throws(LocalPostgresError) {
        let descriptor = open(home.lock, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw FileAccess.failure("cannot open", home.lock) }
        // Whoever may read a file may lock it: nobody else is to.
        fchmod(descriptor, 0o600)
        guard Self.take(descriptor, home) else {
            close(descriptor)
            let holder = Self.holder(of: home)
            throw LocalPostgresError(
                .inUse, "the server in \(home.path) is already run by process \(holder)",
                remedy: "stop that process, or use another home")
        }
        self.descriptor = Mutex(descriptor)
        let holder = Array("\(getpid())\n".utf8)
        guard ftruncate(descriptor, 0) == 0, pwrite(descriptor, holder, holder.count, 0) == holder.count else {
            throw FileAccess.failure("cannot write", home.lock)
        }
    }

    /// A process that this one has just forked holds this one's descriptors until it has closed them, and with them a
    /// lock that was given back in between: a lock that seems to be our own is asked for again for half a second.
    private static func take(_ descriptor: CInt, _ home: ServerHome) -> Bool {
        for _ in 0..<50 {
            if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return true }
            guard holder(of: home) == String(getpid()) else { return false }
            usleep(10_000)
        }
        return false
    }

    private static func holder(of home: ServerHome) -> String {
        FileAccess.text(of: home.lock).map { $0.filter(\.isNumber) } ?? ""
    }

    deinit {
        release()
    }

    /// Lets go of the lock; again is nothing.
    func release() {
        descriptor.withLock { descriptor in
            if let open = descriptor { close(open) }
            descriptor = nil
        }
    }
}
