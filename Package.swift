// swift-tools-version: 6.2

import CompilerPluginSupport
import PackageDescription

/// What every Swift target of this package is compiled with.
let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("ExistentialAny"),
    .treatAllWarnings(as: .error),
]

let argumentParser: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")
let asn1: Target.Dependency = .product(name: "SwiftASN1", package: "swift-asn1")
let asyncHTTPClient: Target.Dependency = .product(name: "AsyncHTTPClient", package: "async-http-client")
let certificates: Target.Dependency = .product(name: "X509", package: "swift-certificates")
let configuration: Target.Dependency = .product(name: "Configuration", package: "swift-configuration")
let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let deques: Target.Dependency = .product(name: "DequeModule", package: "swift-collections")
let httpTypes: Target.Dependency = .product(name: "HTTPTypes", package: "swift-http-types")
let hummingbird: Target.Dependency = .product(name: "Hummingbird", package: "hummingbird")
let hummingbirdTesting: Target.Dependency = .product(name: "HummingbirdTesting", package: "hummingbird")
let jwt: Target.Dependency = .product(name: "JWTKit", package: "jwt-kit")
let lifecycle: Target.Dependency = .product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let metrics: Target.Dependency = .product(name: "Metrics", package: "swift-metrics")
let metricsTestKit: Target.Dependency = .product(name: "MetricsTestKit", package: "swift-metrics")
let nio: Target.Dependency = .product(name: "NIOCore", package: "swift-nio")
let nioHTTP1: Target.Dependency = .product(name: "NIOHTTP1", package: "swift-nio")
let inMemoryTracing: Target.Dependency = .product(name: "InMemoryTracing", package: "swift-distributed-tracing")
let signals: Target.Dependency = .product(name: "UnixSignals", package: "swift-service-lifecycle")
let macroPlugin: Target.Dependency = .product(name: "SwiftCompilerPlugin", package: "swift-syntax")
let swiftDiagnostics: Target.Dependency = .product(name: "SwiftDiagnostics", package: "swift-syntax")
let swiftParser: Target.Dependency = .product(name: "SwiftParser", package: "swift-syntax")
let swiftSyntax: Target.Dependency = .product(name: "SwiftSyntax", package: "swift-syntax")
let syntaxBuilder: Target.Dependency = .product(name: "SwiftSyntaxBuilder", package: "swift-syntax")
let syntaxMacros: Target.Dependency = .product(name: "SwiftSyntaxMacros", package: "swift-syntax")
let system: Target.Dependency = .product(name: "SystemPackage", package: "swift-system")
let tracing: Target.Dependency = .product(name: "Tracing", package: "swift-distributed-tracing")
let yams: Target.Dependency = .product(name: "Yams", package: "Yams")

func library(_ name: String, _ dependencies: [Target.Dependency], path: String? = nil) -> Target {
    .target(name: name, dependencies: dependencies, path: path, swiftSettings: strict)
}

/// A program that tests run as a process of its own.
func probe(_ name: String, _ dependencies: [Target.Dependency], path: String) -> Target {
    .executableTarget(name: name, dependencies: dependencies, path: path, swiftSettings: strict)
}

func tests(of name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .testTarget(
        name: "\(name)Tests", dependencies: [.byName(name: name)] + dependencies, swiftSettings: strict)
}

let package = Package(
    name: "postgres-data-access",
    platforms: [.macOS(.v26)],
    products: [
        .executable(name: "dal", targets: ["dal"]),
        .executable(name: "fleet-api", targets: ["FleetAPI"]),
        .library(name: "PostgresDriver", targets: ["PostgresDriver"]),
        .library(name: "ConnectionPooling", targets: ["ConnectionPooling"]),
        .library(name: "DataAccess", targets: ["DataAccess", "DataAccessMacros"]),
        .library(name: "DataAccessTesting", targets: ["DataAccessTesting"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-asn1", from: "1.7.4"),
        .package(url: "https://github.com/apple/swift-certificates", from: "1.21.1"),
        .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-configuration", from: "1.4.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-distributed-tracing", from: "1.7.3"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/swiftlang/swift-syntax", from: "603.0.1"),
        .package(url: "https://github.com/vapor/jwt-kit", from: "5.7.1"),
    ],
    targets: [
        // Foundations
        .systemLibrary(name: "CLibpq", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .systemLibrary(name: "CPgQuery", providers: [.apt(["libpg-query-dev"])]),
        .target(name: "CEpoll"),
        .target(name: "CSupervisor"),
        library("PostgresDriver", ["CLibpq", "CEpoll", deques, logging]),
        library("StatementAnalysis", ["CPgQuery"]),
        library("PostgresCatalog", ["PostgresDriver", crypto]),
        library("ProcessSupervision", ["CSupervisor"]),
        library("LocalPostgres", ["ProcessSupervision", "PostgresDriver", asn1, certificates, crypto]),
        library("Secrets", [crypto]),
        library("AccessTokens", ["Secrets", jwt]),
        library("ConnectionPooling", [deques]),
        library("AnalysisReports", []),

        // Capabilities
        library(
            "Migrations",
            [
                "AnalysisReports", "LocalPostgres", "PostgresCatalog", "PostgresDriver", "ProcessSupervision",
                "StatementAnalysis", crypto,
            ]),
        library("AccessControl", ["AnalysisReports", "PostgresCatalog", "PostgresDriver", crypto, yams]),
        library(
            "DataAccess",
            [
                "ConnectionPooling", "PostgresCatalog", "PostgresDriver",
                configuration, lifecycle, logging, metrics, system, tracing,
            ]),
        // Written out by the compiler: nothing of it is in a program that uses it.
        .macro(
            name: "TableMacros",
            dependencies: [macroPlugin, swiftDiagnostics, swiftParser, swiftSyntax, syntaxBuilder, syntaxMacros],
            swiftSettings: strict),
        library("DataAccessMacros", ["DataAccess", "PostgresDriver", "TableMacros"]),
        library("DataAccessTesting", ["LocalPostgres", "PostgresDriver"]),

        // Edges
        .executableTarget(
            name: "dal",
            dependencies: [
                "AccessControl", "AccessTokens", "LocalPostgres", "Migrations", "PostgresCatalog", "PostgresDriver",
                "ProcessSupervision", "Secrets", "StatementAnalysis",
                argumentParser, asyncHTTPClient, configuration, nio, nioHTTP1, signals, system, yams,
            ],
            swiftSettings: strict),
        .executableTarget(
            name: "FleetAPI",
            dependencies: [
                "AccessTokens", "ConnectionPooling", "DataAccess", "DataAccessMacros", "PostgresDriver", "Secrets",
                "StatementAnalysis",
                configuration, crypto, httpTypes, hummingbird, lifecycle, logging, metrics, nio, signals, tracing,
            ],
            swiftSettings: strict),

        // Test support
        library("TestSupport", [logging], path: "Tests/TestSupport"),
        library(
            "FleetTesting", ["AccessControl", "DataAccessTesting", "LocalPostgres", "Migrations", "PostgresDriver"],
            path: "Tests/FleetTesting"),
        library(
            "PoolerTesting",
            ["DataAccessTesting", "LocalPostgres", "PostgresDriver", "ProcessSupervision", "TestSupport"],
            path: "Tests/PoolerTesting"),
        probe("migration-probe", ["Migrations", "PostgresDriver"], path: "Tests/MigrationProbe"),
        probe("private-server-probe", ["LocalPostgres"], path: "Tests/PrivateServerProbe"),
        probe("supervision-probe", ["ProcessSupervision"], path: "Tests/SupervisionProbe"),

        // Tests
        tests(
            of: "PostgresDriver",
            [
                "DataAccessTesting", "LocalPostgres", "PoolerTesting", "ProcessSupervision", "TestSupport", asn1,
                certificates, crypto, logging,
            ]),
        tests(of: "StatementAnalysis"),
        tests(of: "PostgresCatalog", ["DataAccessTesting", "LocalPostgres", "PostgresDriver", "ProcessSupervision"]),
        tests(of: "ProcessSupervision", ["TestSupport", "supervision-probe"]),
        tests(
            of: "LocalPostgres",
            ["PostgresDriver", "ProcessSupervision", "TestSupport", "private-server-probe", asn1, certificates]),
        tests(of: "DataAccessTesting", ["LocalPostgres", "PostgresDriver"]),
        tests(of: "AnalysisReports"),
        tests(of: "Secrets", ["TestSupport"]),
        tests(of: "AccessTokens", ["Secrets", jwt]),
        tests(of: "ConnectionPooling", ["TestSupport"]),
        tests(
            of: "Migrations",
            [
                "DataAccessTesting", "FleetTesting", "LocalPostgres", "PoolerTesting", "PostgresCatalog",
                "PostgresDriver",
                "ProcessSupervision", "StatementAnalysis", "TestSupport", "migration-probe",
            ]),
        tests(
            of: "AccessControl",
            [
                "DataAccessTesting", "FleetTesting", "LocalPostgres", "Migrations", "PostgresCatalog", "PostgresDriver",
                "StatementAnalysis", "TestSupport",
            ]),
        tests(
            of: "DataAccess",
            [
                "ConnectionPooling", "DataAccessMacros", "DataAccessTesting", "FleetTesting", "LocalPostgres",
                "PoolerTesting", "PostgresDriver", "ProcessSupervision", "TestSupport",
                configuration, inMemoryTracing, lifecycle, logging, metrics, metricsTestKit, tracing,
            ]),
        tests(
            of: "DataAccessMacros",
            ["DataAccess", "DataAccessTesting", "LocalPostgres", "PostgresCatalog", "PostgresDriver", "TestSupport"]),
        tests(
            of: "FleetAPI",
            [
                "AccessTokens", "DataAccess", "DataAccessTesting", "FleetTesting", "LocalPostgres", "PostgresCatalog",
                "PostgresDriver", "Secrets", "TestSupport", configuration, httpTypes, hummingbird, hummingbirdTesting,
                inMemoryTracing, logging, metricsTestKit, nio, tracing,
            ]),
        tests(of: "dal", ["Migrations", "PostgresCatalog", argumentParser]),
        .testTarget(
            name: "EndToEndTests",
            dependencies: [
                "dal", "DataAccessTesting", "FleetAPI", "LocalPostgres", "Migrations", "PostgresDriver",
                "ProcessSupervision", "TestSupport", asyncHTTPClient, nio, nioHTTP1,
            ],
            swiftSettings: strict),
    ]
)
