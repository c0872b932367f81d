import Glibc
import LocalPostgres

/// The owner of a private server, to be run as somebody else or to be killed: starts a server in the home its arguments
/// name, says the server's process id, and waits for its end.
@main
struct PrivateServerProbe {
    static func main() async {
        let arguments = CommandLine.arguments.dropFirst()
        guard let home = arguments.first else {
            say("usage: private-server-probe HOME [ephemeral]\n", to: STDERR_FILENO)
            exit(64)
        }
        do {
            let server = try await PrivateServer.start(
                .init(home: home, ephemeral: arguments.contains("ephemeral"), superuserPassword: "probe"))
            say("\(server.pid)\n", to: STDOUT_FILENO)
            _ = await server.waitForExit()
        } catch {
            say("\(error)\n", to: STDOUT_FILENO)
            exit(1)
        }
    }

    /// Unbuffered: the test reads it while this process runs.
    private static func say(_ text: String, to descriptor: CInt) {
        _ = write(descriptor, text, text.utf8.count)
    }
}
