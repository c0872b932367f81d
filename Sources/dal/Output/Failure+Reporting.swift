import AccessControl
import ArgumentParser
import LocalPostgres
import Migrations
import PostgresDriver

extension AsyncParsableCommand {
    /// Runs a command's body; what it throws becomes one message on standard error and the exit code for it.
    func reportingFailures(_ body: () async throws -> Void) async throws {
        do {
            try await body()
        } catch let code as ExitCode {
            throw code
        } catch let error as ValidationError {
            throw error
        } catch {
            let failure = Failure(describing: error)
            let text = [failure.message, failure.advice].compactMap(\.self).joined(separator: "\n")
            let lines = text.split(separator: "\n").map { $0.trimmingPrefix(while: \.isWhitespace) }
            Terminal.standardError.line("dal: \(lines.joined(separator: "\n     "))")
            throw ExitCode(failure.kind.rawValue)
        }
    }
}

extension Failure {
    init(describing error: any Error) {
        switch error {
        case let failure as Failure: self = failure
        case let error as DatabaseError: self = Failure(describing: error)
        case let error as MigrationError:
            self.init(error.description, kind: Kind(rawValue: error.exitCode) ?? .error)
        case let error as LocalPostgresError:
            self.init(
                error.description, advice: "The home is the folder of --data, by default .local beside the project.",
                kind: error.failureKind)
        case let error as AccessChangeError: self.init(describing: error)
        case is CancellationError: self.init("interrupted; everything was stopped", kind: .interrupted)
        default: self.init(String(describing: error))
        }
    }

    /// The tool talks to the operator, so unlike a log it may say what the server said.
    private init(describing error: DatabaseError) {
        guard error.code != .cancelled else {
            self.init("interrupted; everything was stopped", kind: .interrupted)
            return
        }
        let said = error.serverMessage.map { "\nthe server said: \($0)" } ?? ""
        self.init("\(error.description)\(said)", advice: error.advice)
    }
}

extension Failure {
    private init(describing error: AccessChangeError) {
        let kind: Kind =
            switch error.code {
            case .lockBusy: .lockBusy
            case .planMoved: .changesPending
            case .incomplete: .rollbackFailed
            case .statementFailed, .withoutEffect, .refused: .error
            }
        let said = error.underlying?.serverMessage.map { "\nthe server said: \($0)" } ?? ""
        self.init(error.problem + said, advice: error.advice, kind: kind)
    }
}

extension LocalPostgresError {
    fileprivate var failureKind: Failure.Kind {
        switch code {
        case .inUse: .lockBusy
        case .cancelled: .interrupted
        default: .error
        }
    }
}

extension DatabaseError {
    fileprivate var advice: String? {
        switch code {
        case .authenticationFailed where sqlState == .invalidAuthorizationSpecification:
            "The server's pg_hba.conf refuses this login from here, or it is NOLOGIN, or TLS is wanted (DB_SSL_ENABLED)."
        case .authenticationFailed:
            "Check the login's password: DB_*_PASSWORD in the environment or .env, else the file in the secrets folder."
        case .connectionFailed where sqlState == .invalidCatalogName:
            "The server answers, and has no database of that name: check DB_NAME, or the name on the command line."
        case .connectionFailed where sqlState == .insufficientPrivilege:
            "The server answers, and this login may not CONNECT to that database."
        case .connectionFailed, .timedOut:
            "Check that DB_HOST and DB_PORT name a PostgreSQL server that runs, and DB_SSL_ENABLED and DB_SSL_CA how it encrypts."
        default: nil
        }
    }
}
