import ArgumentParser
import Measurement

/// Something that is measured: what our driver does for it, who else does it, and what is to be reached.
struct Workload: Sendable {
    /// In the order in which they run.
    enum Name: String, ExpressibleByArgument, CaseIterable, Sendable {
        case pointSelect = "point-select"
        case pointSelectMultiplexed = "point-select-multiplexed"
        case pointSelectSingle = "point-select-single"
        case tenantSelect = "tenant-select"
        case tenantSelectMultiplexed = "tenant-select-multiplexed"
        case bulkRead = "bulk-read"
        case bulkReadStream = "bulk-read-stream"
        case streaming
        case copyIn = "copy-in"
        case connect
        case cancel
        case coldCache = "cold-cache"
        case databaseRead = "database-read"
        case databaseTenantRead = "database-tenant-read"
        case databaseReadObserved = "database-read-observed"
        case databaseReadUnobserved = "database-read-unobserved"
        case repositoryRead = "repository-read"
        case borrow
        case spike
        case decoding
        case decodingCodable = "decoding-codable"
    }

    let name: Name
    /// What is done, in words.
    let title: String
    let metric: Metric
    let peers: [Peer]
    let goals: [Goal]
    /// What our driver does, in a process of its own.
    let measure: @Sendable (Effort) async throws -> Sample

    static var all: [Workload] { Name.allCases.map(named) }

    static func named(_ name: Name) -> Workload {
        switch name {
        case .pointSelect: .pointSelect
        case .pointSelectMultiplexed: .pointSelectMultiplexed
        case .pointSelectSingle: .pointSelectSingle
        case .tenantSelect: .tenantSelect
        case .tenantSelectMultiplexed: .tenantSelectMultiplexed
        case .bulkRead: .bulkRead
        case .bulkReadStream: .bulkReadStream
        case .streaming: .streaming
        case .copyIn: .copyIn
        case .connect: .connect
        case .cancel: .cancel
        case .coldCache: .coldCache
        case .databaseRead: .databaseRead
        case .databaseTenantRead: .databaseTenantRead
        case .databaseReadObserved: .databaseReadObserved
        case .databaseReadUnobserved: .databaseReadUnobserved
        case .repositoryRead: .repositoryRead
        case .borrow: .borrow
        case .spike: .spike
        case .decoding: .decoding
        case .decodingCodable: .decodingCodable
        }
    }
}

/// The server's answer is not the one that the data make certain.
struct UnexpectedAnswer: Error, CustomStringConvertible {
    let expected: String
    var description: String { "the server's answer is not what was expected: \(expected)" }
}

extension Goal.Place {
    static func ours(in workload: Workload.Name) -> Goal.Place { Goal.Place(Peer.ours, in: workload.rawValue) }

    static func peer(_ name: String, in workload: Workload.Name) -> Goal.Place {
        Goal.Place(name, in: workload.rawValue)
    }
}
