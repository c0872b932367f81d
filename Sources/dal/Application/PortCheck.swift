import LocalPostgres

/// Finds out before anything is started whether a port is free on the loopback address.
enum PortCheck {
    /// - Throws: When somebody listens there, or it may not be used.
    static func requireFree(_ port: Int) throws {
        guard (0...65_535).contains(port) else {
            throw Failure(
                "\(port) is not a port", advice: "Give --port a number from 1 to 65535, or 0 for any free one.")
        }
        guard port != 0, let obstacle = LoopbackPort.obstacle(to: port) else { return }
        throw Failure(
            "port \(port) cannot be used: \(obstacle)",
            advice: "Stop what listens there, or choose another with --port (make run PORT=…); 0 takes any free one.")
    }
}
