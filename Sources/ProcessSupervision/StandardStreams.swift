internal import CSupervisor
import Glibc

/// The descriptors that become a child's standard streams, closed again after the fork.
struct StandardStreams: ~Copyable {
    private(set) var descriptors: (CInt, CInt, CInt) = (-1, -1, -1)
    private var owned: [CInt] = []

    init(_ launch: SupervisedProcess.Launch) throws(SupervisionError) {
        descriptors.0 = try input(launch.standardInput, reader: launch.identity ?? .current)
        descriptors.1 = try output(launch.standardOutput, inherited: STDOUT_FILENO, writer: launch.identity)
        descriptors.2 = try output(launch.standardError, inherited: STDERR_FILENO, writer: launch.identity)
    }

    deinit {
        for descriptor in owned { close(descriptor) }
    }

    private mutating func input(
        _ input: SupervisedProcess.Input, reader: ProcessIdentity
    ) throws(SupervisionError) -> CInt {
        switch input {
        case .null: return try open("/dev/null", O_RDONLY)
        case .inherit: return STDIN_FILENO
        case .file(let path): return try open(path, O_RDONLY)
        case .bytes(let bytes):
            let descriptor = csupervisor_memory_file(bytes, bytes.count, reader.uid, reader.gid)
            return try keep(descriptor, named: "standard input in memory")
        }
    }

    private mutating func output(
        _ output: SupervisedProcess.Output, inherited: CInt, writer: ProcessIdentity?
    ) throws(SupervisionError) -> CInt {
        switch output {
        case .null: return try open("/dev/null", O_WRONLY)
        case .inherit: return inherited
        case .file(let path, let append):
            let descriptor = try open(path, O_WRONLY | O_CREAT | (append ? O_APPEND : O_TRUNC))
            if let writer, fchown(descriptor, writer.uid, writer.gid) != 0 {
                throw SupervisionError(.streamUnusable, subject: path, doing: "cannot hand over", errorNumber: errno)
            }
            return descriptor
        }
    }

    private mutating func open(_ path: String, _ flags: CInt) throws(SupervisionError) -> CInt {
        try keep(Glibc.open(path, flags | O_CLOEXEC | O_NOCTTY | O_NOFOLLOW, 0o600), named: path)
    }

    private mutating func keep(_ descriptor: CInt, named name: String) throws(SupervisionError) -> CInt {
        guard descriptor >= 0 else {
            throw SupervisionError(.streamUnusable, subject: name, doing: "cannot open", errorNumber: errno)
        }
        owned.append(descriptor)
        return descriptor
    }
}
