import Measurement

/// Whose turn it is: in every round each workload's contestants run one after the other, so that what else the machine
/// does in these minutes meets them all.
struct Rota {
    private let workloads: [Workload]
    private let peers: [[Peer]]
    private let programs: Programs
    private let site: BenchmarkSite
    private let effort: Effort
    private(set) var results: [WorkloadResult] = []

    init(
        _ workloads: [Workload], programs: Programs, site: BenchmarkSite, effort: Effort,
        where takesPart: (Peer) -> Bool
    ) async throws {
        self.workloads = workloads
        self.programs = programs
        self.site = site
        self.effort = effort
        peers = workloads.map { workload in ([.driver(in: workload.name)] + workload.peers).filter(takesPart) }
        var versions: [Program: String] = [:]
        for program in Set(peers.joined().map(\.program)) { versions[program] = await programs.version(of: program) }
        for (workload, peers) in zip(workloads, peers) {
            let standings = peers.map { peer in
                let version = versions[peer.program]
                return Standing(
                    contestant: peer.name, version: version,
                    absence: version == nil ? "missing; scripts/install-benchmark-peers gets it" : nil)
            }
            results.append(
                WorkloadResult(
                    name: workload.name.rawValue, title: workload.title, metric: workload.metric,
                    standings: standings))
        }
    }

    /// One round. Every other one goes through the contestants backwards, so that none is always after the same other.
    mutating func run(round: Int, of rounds: Int, progress: (String) -> Void) async {
        for (index, workload) in workloads.enumerated() {
            let order = Array(peers[index].indices)
            for turn in round.isMultiple(of: 2) ? order.reversed() : order
            where results[index].standings[turn].absence == nil {
                let peer = peers[index][turn]
                do {
                    let sample = try await measure(peer)
                    results[index].standings[turn].samples.append(sample)
                    let text = workload.metric.text(workload.metric.value(of: sample))
                    progress(
                        "round \(round)/\(rounds)  \(workload.name.rawValue)  \(peer.name): "
                            + "\(text) \(workload.metric.title)")
                } catch {
                    results[index].standings[turn].absence = "failed in round \(round): \(error)"
                    progress("round \(round)/\(rounds)  \(workload.name.rawValue)  \(peer.name): failed: \(error)")
                }
            }
        }
    }

    private func measure(_ peer: Peer) async throws -> Sample {
        let environment = site.environment.merging(programs.environment(for: peer.program)) { _, own in own }
        var process = ChildProcess(
            command: programs.command(for: peer.program)
                + peer.arguments(programs, site, effort),
            environment: environment)
        process.timeLimit += .seconds(effort.seconds)
        let result = try await process.run()
        guard result.succeeded else { throw PeerFailure(errors: result.errors) }
        let sample = try peer.read(result)
        guard sample.operations > 0, sample.seconds > 0 else { throw PeerFailure(errors: "it got nothing done") }
        return sample
    }
}

/// A peer ended with an error.
struct PeerFailure: Error, CustomStringConvertible {
    let errors: String
    var description: String { errors.split(separator: "\n").last.map(String.init) ?? "it said nothing" }
}
