/// Which port a server is to listen on.
enum FreePort {
    /// The port a server is to listen on.
    ///
    /// - Parameters:
    ///   - explicit: The one that was asked for; no other will do.
    ///   - kept: The one of the last start; another will do.
    static func choose(
        explicit: Int?, kept: Int?, isFree: (Int) -> Bool = isFree, any: () -> Int? = any
    ) throws(LocalPostgresError) -> Int {
        if let explicit {
            guard (1...65_535).contains(explicit) else {
                throw LocalPostgresError(
                    .invalidSetting, "\(explicit) is not a port", remedy: "choose one from 1 to 65535")
            }
            guard isFree(explicit) else { throw taken(explicit) }
            return explicit
        }
        if let kept, isFree(kept) { return kept }
        guard let port = any() else {
            throw LocalPostgresError(.portTaken, "no TCP port of 127.0.0.1 is free", remedy: "stop other programs")
        }
        return port
    }

    static func taken(_ port: Int) -> LocalPostgresError {
        LocalPostgresError(
            .portTaken, "port \(port) of 127.0.0.1 is taken by another program",
            remedy: "stop that program (ss -ltnp 'sport = :\(port)' names it), or ask for another port")
    }

    static func isFree(_ port: Int) -> Bool { LoopbackPort.obstacle(to: port) == nil }

    static func any() -> Int? { try? LoopbackPort.bind(0).get() }
}
