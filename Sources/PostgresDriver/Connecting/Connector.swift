import FoundationEssentials

/// One connect: asks for the password, then takes the steps of a `ConnectSequence` until one gives a session.
struct Connector: Sendable {
    private let configuration: ConnectionConfiguration
    private let loop: EventLoop
    private let deadline: ContinuousClock.Instant

    init(_ configuration: ConnectionConfiguration, on loop: EventLoop) {
        self.configuration = configuration
        self.loop = loop
        deadline = .now + configuration.connectTimeout
    }

    private var timeLeft: Duration { ContinuousClock.now.duration(to: deadline) }

    func connect() async throws -> PostgresConnection {
        try configuration.check()
        let passwords = try await TimeLimit.run(timeLeft) { try await prepare() }
        var sequence = ConnectSequence(configuration)
        while true {
            try Task.checkCancellation()
            switch sequence.next(timeLeft: timeLeft) {
            case .lookUp(let host, let limit):
                let found = try await attempt(&sequence, within: limit) { try await addresses(of: host) }
                if let found { sequence.lookedUp(found) }
            case .open(let place, let target, let limit):
                let parameters = try parameters(for: place, target, passwords)
                let connection = try await attempt(&sequence, within: limit) { try await open(parameters) }
                if let connection { return connection }
            case .giveUp(let error):
                throw error
            }
        }
    }

    /// What a step gives; `nil` when it failed, which the sequence has been told then.
    private func attempt<Value: Sendable>(
        _ sequence: inout ConnectSequence, within limit: Duration, _ step: @escaping @Sendable () async throws -> Value
    ) async throws -> Value? {
        do {
            return try await TimeLimit.run(limit, step)
        } catch let error as DatabaseError where error.code != .cancelled {
            sequence.failed(error)
            return nil
        }
    }

    // MARK: Steps

    private func prepare() async throws -> PasswordChoice {
        let given: String?
        do {
            given = try await PasswordRequest.answer(of: configuration.password)
        } catch let error as DatabaseError {
            throw error
        } catch is CancellationError {
            throw DatabaseError(.cancelled)
        } catch {
            // Its text could hold the secret.
            throw DatabaseError(
                .authenticationFailed,
                detail: "the password for \(configuration.user) could not be had: \(type(of: error))")
        }
        guard given?.utf8.contains(0) != true else {
            throw DatabaseError(.configuration, detail: "the password for \(configuration.user) holds a NUL character")
        }
        let choice = await BlockingWork.runUnlessCancelled { () -> Result<PasswordChoice, DatabaseError> in
            Result { () throws(DatabaseError) in try read(given: given) }
        }
        guard let choice else { throw DatabaseError(.cancelled) }
        return try choice.get()
    }

    /// Blocks: for `BlockingWork` alone.
    private func read(given: String?) throws(DatabaseError) -> PasswordChoice {
        try configuration.checkFiles()
        guard given == nil, let file = configuration.passwordFile else { return PasswordChoice(given: given) }
        return PasswordChoice(given: nil, file: try PasswordFile.read(file))
    }

    private func addresses(of host: String) async throws -> [String] {
        guard
            let addresses = await BlockingWork.runUnlessCancelled({ HostAddresses.lookUp(host) })
        else { throw DatabaseError(.cancelled) }
        return addresses
    }

    private func parameters(
        for place: ConnectSequence.Place, _ target: ConnectionConfiguration.SessionTarget, _ passwords: PasswordChoice
    ) throws(DatabaseError) -> [String: String] {
        let parameters = configuration.libpqParameters(
            password: passwords.password(for: place, of: configuration), place: place, target: target)
        let given = Set(parameters.filter { !$0.value.isEmpty }.keys)
        try ConnectionConfiguration.refuseEnvironment(ProcessInfo.processInfo.environment, given: given)
        return parameters
    }

    private func open(_ parameters: [String: String]) async throws -> PostgresConnection {
        let connection = PostgresConnection(configuration, on: loop)
        try await connection.channel.connect(parameters)
        let styles = ReportedStyles(
            date: connection.parameterStatus("DateStyle"), interval: connection.parameterStatus("IntervalStyle"))
        do throws(DatabaseError) {
            try styles.check(user: configuration.user)
        } catch {
            await connection.close()
            throw error
        }
        return connection
    }
}
