import FoundationEssentials
import Synchronization

@testable import PostgresDriver

/// What a connection holds in this process, to be looked for after its end: the descriptor of its socket, and its
/// channel, which stays in memory as long as the loop has it registered.
struct Footprint: Sendable {
    private let socket: String
    private weak let channel: ConnectionChannel?

    init?(of connection: PostgresConnection) {
        let descriptor = connection.channel.state.withLock { $0.socket }
        guard let socket = Self.target(ofDescriptor: "\(descriptor)") else { return nil }
        self.socket = socket
        channel = connection.channel
    }

    var isGone: Bool { channel == nil && !Self.openDescriptors.contains(socket) }

    /// Whether the descriptor is closed; the connection may still be in somebody's hands.
    var isClosed: Bool { !Self.openDescriptors.contains(socket) }

    private static let directory = "/proc/self/fd"

    /// What every descriptor of the process leads to; a socket has a number of its own there, which is not used again.
    private static var openDescriptors: Set<String> {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []
        return Set(names.compactMap(target(ofDescriptor:)))
    }

    private static func target(ofDescriptor name: String) -> String? {
        try? FileManager.default.destinationOfSymbolicLink(atPath: "\(directory)/\(name)")
    }
}
