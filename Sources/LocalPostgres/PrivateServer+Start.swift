import FoundationEssentials
import Glibc
import ProcessSupervision

extension PrivateServer {
    /// Starts a server, making its files when there are none yet.
    ///
    /// When it throws, the data are as they were and nothing runs; trying again is safe.
    ///
    /// - Parameters:
    ///   - configuration: What server is wanted.
    ///   - progress: Told, in words, about each step that takes a while.
    /// - Returns: The server, once it accepts the superuser's password.
    public static func start(
        _ configuration: Configuration, progress: (String) -> Void = { _ in }
    ) async throws(LocalPostgresError) -> PrivateServer {
        try configuration.check()
        let user = try ServerUser.choose(for: .current)
        let placement = HomePlacement(
            callerHome: configuration.absoluteHome, user: user, ephemeral: configuration.ephemeral)
        let home = try placement.prepare(progress: progress)
        do {
            let lock = try HomeLock(home)
            let starting = ServerStart(configuration: configuration, home: home, user: user)
            let started = try await starting.run(progress: progress)
            return PrivateServer(
                started.process, home: home, port: started.port, installation: started.installation, lock: lock)
        } catch {
            if configuration.ephemeral { try FileAccess.remove(configuration.absoluteHome) }
            throw error
        }
    }
}

extension PrivateServer.Configuration {
    /// The home as a path from the root.
    var absoluteHome: String {
        home.hasPrefix("/") ? home : "\(FileManager.default.currentDirectoryPath)/\(home)"
    }

    fileprivate func check() throws(LocalPostgresError) {
        try ServerSettings.check(settings)
        let isLine = !superuserPassword.utf8.contains { $0 < 0x20 }
        guard !superuserPassword.isEmpty, isLine else {
            throw LocalPostgresError(
                .invalidSetting, "the superuser's password is empty or holds a control character",
                remedy: "give another one")
        }
    }
}
