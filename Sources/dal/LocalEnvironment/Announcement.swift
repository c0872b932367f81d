import Secrets

/// What a person reads once everything runs.
struct Announcement {
    let run: RunFile
    let token: Secret?
    let context: Context

    func print() {
        guard let urls = run.urls else { return }
        let out = Terminal.standardOutput
        out.line("")
        out.line("  API       \(urls.api)")
        out.line("  health    \(urls.health)")
        if let server = run.server {
            out.line(
                "  database  \(server.database) on 127.0.0.1:\(server.port) (\(CommandLine.arguments[0]) psql --as readonly)"
            )
        }
        if let token {
            out.line("  token     \(token.unsafeValue)")
            out.line(
                "  try       curl -H \"Authorization: Bearer $(cat \(run.tokenPath ?? ""))\" \(urls.api)/api/vendors")
        }
        out.line("  stop      Ctrl-C, or kill \(run.pid)")
        out.line("")
        out.line("ready \(urls.api)")
    }
}
