import Dispatch
import FoundationEssentials
import Glibc

/// A program run to its end, with what it printed and the CPU time it took.
struct ChildProcess: Sendable {
    struct Output: Sendable {
        let output: String
        let errors: String
        let cpuSeconds: Double
        let succeeded: Bool
    }

    struct StartFailure: Error, CustomStringConvertible {
        let program: String
        let number: Int32
        var description: String { "\(program) could not be started: \(String(cString: strerror(number)))" }
    }

    struct Overdue: Error, CustomStringConvertible {
        let limit: Duration
        var description: String { "it had not ended after \(limit) and was killed" }
    }

    private static let microsecondsBetweenLooks: UInt32 = 10_000

    /// The program's file and its arguments.
    let command: [String]
    /// Variables beside those of this process.
    let environment: [String: String]
    /// When it is killed if it has not ended.
    var timeLimit = Duration.seconds(300)

    func run() async throws -> Output {
        try await withCheckedThrowingContinuation { continuation in
            // Waiting for a process blocks, so it has a thread of Dispatch's.
            DispatchQueue.global().async { continuation.resume(with: Result { try runBlocking() }) }
        }
    }

    private func runBlocking() throws -> Output {
        // Files, not pipes: whatever it prints, nobody has to read along.
        let output = try TemporaryFile()
        let errors = try TemporaryFile()
        let pid = try start(output: output.descriptor, errors: errors.descriptor)
        let end = try waitForEnd(of: pid)
        return Output(
            output: output.text(), errors: errors.text(), cpuSeconds: ProcessUsage.seconds(end.usage),
            succeeded: end.status == 0)
    }

    private func waitForEnd(of pid: pid_t) throws -> (status: Int32, usage: rusage) {
        var status: Int32 = 0
        var usage = rusage()
        let deadline = ContinuousClock.now + timeLimit
        var isLate = false
        // Looked for now and then: until it is collected here, its number cannot become another process's.
        while wait4(pid, &status, WNOHANG, &usage) == 0 {
            if !isLate, ContinuousClock.now > deadline {
                isLate = true
                kill(pid, SIGKILL)
            }
            usleep(Self.microsecondsBetweenLooks)
        }
        guard !isLate else { throw Overdue(limit: timeLimit) }
        return (status, usage)
    }

    private func start(output: Int32, errors: Int32) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
        posix_spawn_file_actions_adddup2(&actions, errors, STDERR_FILENO)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // A thread of Dispatch's blocks signals, and a child inherits that: pgbench would never hear its alarm.
        var noSignals = sigset_t()
        sigemptyset(&noSignals)
        posix_spawnattr_setsigmask(&attributes, &noSignals)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
        let variables = ProcessInfo.processInfo.environment.merging(environment) { _, added in added }
        var arguments = command.map { strdup($0) } + [nil]
        var settings = variables.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for text in arguments + settings { free(text) } }
        var pid = pid_t()
        let failure = posix_spawn(&pid, command[0], &actions, &attributes, &arguments, &settings)
        guard failure == 0 else { throw StartFailure(program: command[0], number: failure) }
        return pid
    }
}

/// A file without a name, gone when nobody has it open.
private struct TemporaryFile: ~Copyable {
    private let file: UnsafeMutablePointer<FILE>
    var descriptor: Int32 { fileno(file) }

    init() throws {
        guard let file = tmpfile() else {
            throw ChildProcess.StartFailure(program: "a temporary file", number: errno)
        }
        self.file = file
    }

    deinit { fclose(file) }

    func text() -> String {
        lseek(descriptor, 0, SEEK_SET)
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = read(descriptor, &buffer, buffer.count)
            guard count > 0 else { break }
            bytes += buffer.prefix(count)
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
