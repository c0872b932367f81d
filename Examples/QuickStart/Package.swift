// swift-tools-version: 6.2

import PackageDescription

let package = Package(
    name: "QuickStart",
    platforms: [.macOS(.v26)],
    dependencies: [
        .package(name: "postgres-data-access", path: "../.."),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
    ],
    targets: [
        .executableTarget(
            name: "shop-api",
            dependencies: [
                .product(name: "DataAccess", package: "postgres-data-access"),
                .product(name: "Hummingbird", package: "hummingbird"),
            ],
            path: "Sources/ShopAPI",
            swiftSettings: [
                // An own query takes the session, which never leaves the task of its closure.
                .enableUpcomingFeature("NonisolatedNonsendingByDefault")
            ])
    ],
    swiftLanguageModes: [.v6]
)
