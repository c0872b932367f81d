// swift-tools-version: 6.2

import PackageDescription

/// What every Swift target of this package is compiled with; the same as in the package above.
let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("ExistentialAny"),
    .treatAllWarnings(as: .error),
]

let argumentParser: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")
let connectionPooling: Target.Dependency = .product(name: "ConnectionPooling", package: "postgres-data-access")
let dataAccess: Target.Dependency = .product(name: "DataAccess", package: "postgres-data-access")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let metrics: Target.Dependency = .product(name: "Metrics", package: "swift-metrics")
let postgresDriver: Target.Dependency = .product(name: "PostgresDriver", package: "postgres-data-access")
let dataAccessTesting: Target.Dependency = .product(name: "DataAccessTesting", package: "postgres-data-access")
let tracing: Target.Dependency = .product(name: "Tracing", package: "swift-distributed-tracing")

let package = Package(
    name: "benchmarks",
    platforms: [.macOS(.v26)],
    dependencies: [
        .package(name: "postgres-data-access", path: ".."),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-distributed-tracing", from: "1.7.3"),
        .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
    ],
    targets: [
        // Pure: samples, medians, goals, what peers print, and the tables. No I/O.
        .target(name: "Measurement", swiftSettings: strict),
        .executableTarget(
            name: "DriverBenchmarks",
            dependencies: [
                "Measurement", connectionPooling, dataAccess, dataAccessTesting, postgresDriver,
                argumentParser, logging, metrics, tracing,
            ],
            swiftSettings: strict),
        .testTarget(name: "MeasurementTests", dependencies: ["Measurement"], swiftSettings: strict),
    ]
)
