import FoundationEssentials
import Glibc
import Measurement

/// Where and how it was measured, so that somebody else can tell what the figures are worth.
enum Circumstances {
    static func all(
        _ site: BenchmarkSite, loadBefore: String, rounds: Int, effort: Effort, results: [WorkloadResult]
    ) -> [BenchmarkReport.Circumstance] {
        [
            .init("date", Date.now.formatted(.iso8601)),
            .init("machine", "\(processor()), \(cores()) cores, shared by server and clients"),
            .init("load before", loadBefore),
            .init("kernel", line(ofFile: "/proc/sys/kernel/osrelease")),
            .init("server", site.serverVersion),
            .init("clients", versions(in: results).joined(separator: "; ")),
            .init(
                "settings",
                BenchmarkServer.settings.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(
                    separator: " ")),
            .init("connections", "TCP on the loopback, sslmode=disable, scram-sha-256"),
            .init(
                "rounds",
                "\(rounds), everybody in turn; \(effort.seconds) s or \(effort.repeats) repeats a run; medians"),
        ]
    }

    private static func versions(in results: [WorkloadResult]) -> [String] {
        var versions: [String] = []
        for standing in results.flatMap(\.standings) {
            guard let version = standing.version else { continue }
            let text = standing.contestant == Peer.ours ? "\(Peer.ours) \(version)" : version
            if !versions.contains(text) { versions.append(text) }
        }
        return versions
    }

    private static func cores() -> Int { sysconf(Int32(_SC_NPROCESSORS_ONLN)) }

    private static func processor() -> String {
        let lines = contents(ofFile: "/proc/cpuinfo").split(separator: "\n")
        let model = lines.first { $0.hasPrefix("model name") }?.split(separator: ":").last
        return model.map { String($0.drop { $0 == " " }) } ?? "unknown processor"
    }

    /// How busy the machine is: the mean number of processes that ran or wanted to, over 1, 5 and 15 minutes.
    static func loadAverages() -> String {
        line(ofFile: "/proc/loadavg").split(separator: " ").prefix(3).joined(separator: " ")
    }

    private static func line(ofFile path: String) -> String {
        contents(ofFile: path).split(separator: "\n").first.map(String.init) ?? "unknown"
    }

    private static func contents(ofFile path: String) -> String {
        (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
    }
}
