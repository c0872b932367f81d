import Glibc
import Synchronization

/// Held by the process that runs a home's server; the kernel lets go of it when the process ends, however it ends.
final class HomeLock: Sendable {
    private let descriptor: Mutex<CInt?>

    /// Takes the lock at once, or says who has it.
    init(_ home: ServerHome) throws(LocalPostgresError) {
        let descriptor = open(home.lock, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw FileAccess.failure("cannot open", home.lock) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            let holder = FileAccess.text(of: home.lock).map { $0.filter(\.isNumber) } ?? ""
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
