import FoundationEssentials

/// What the system counts of this process.
struct ProcessResources: Sendable {
    let descriptors: Int
    let threads: Int
    /// The threads of event loops among them.
    let loops: Int
    let residentBytes: Int

    static var now: ProcessResources {
        let threads = names(in: "/proc/self/task")
        let loops = threads.filter { text(of: "/proc/self/task/\($0)/comm").hasPrefix("pg-loop-") }
        let pages = text(of: "/proc/self/statm").split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
        return ProcessResources(
            // The directory that is being read is open itself.
            descriptors: names(in: "/proc/self/fd").count - 1, threads: threads.count, loops: loops.count,
            residentBytes: pages * 4_096)
    }

    private static func names(in directory: String) -> [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []
    }

    private static func text(of path: String) -> String {
        (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
    }
}
