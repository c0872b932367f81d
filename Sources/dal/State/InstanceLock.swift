import Foundation
import Glibc

/// Holds a state directory for one process. The kernel gives the lock up with the process, kill −9 included.
final class InstanceLock: Sendable {
    struct Holder: Codable, Sendable {
        var pid: Int32
        var command: String
    }

    private let descriptor: Int32

    private init(descriptor: Int32) {
        self.descriptor = descriptor
    }

    deinit {
        close(descriptor)
    }

    /// Takes the lock, or says who has it.
    static func take(_ state: StateDirectory, for command: String) throws -> Result<InstanceLock, Held> {
        let descriptor = open(state.lockFile, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else {
            throw Failure("\(state.lockFile) cannot be opened: \(String(cString: strerror(errno)))")
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            defer { close(descriptor) }
            let holder = try? JSONDecoder().decode(Holder.self, from: Data(contentsOf: URL(filePath: state.lockFile)))
            return .failure(Held(holder: holder))
        }
        let lock = InstanceLock(descriptor: descriptor)
        let data = try JSONEncoder().encode(Holder(pid: getpid(), command: command))
        let written = data.withUnsafeBytes { pwrite(descriptor, $0.baseAddress, $0.count, 0) }
        guard written == data.count, ftruncate(descriptor, off_t(data.count)) == 0 else {
            throw Failure("\(state.lockFile) cannot be written: \(String(cString: strerror(errno)))")
        }
        return .success(lock)
    }

    /// Somebody else has it.
    struct Held: Error {
        var holder: Holder?

        var description: String {
            holder.map { "\($0.command) (pid \($0.pid))" } ?? "another dal"
        }
    }
}
