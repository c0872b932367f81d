import Hummingbird
import NIOCore
import PostgresDriver

extension Problem {
    /// What a client is told of `error`. Errors nobody foresaw become 500 and give nothing away.
    init(describing error: any Error) {
        switch error {
        case let problem as Problem: self = problem
        case let error as DatabaseError: self.init(error)
        case let error as HTTPError: self.init(error)
        case is NIOTooManyBytesError: self = .contentTooLarge(limit: JSONBody.maximumSize)
        // This process is stopping: the work was given up before it was applied.
        case is CancellationError: self = .unavailable
        default: self = .internalError
        }
    }

    /// The web framework's own refusals.
    private init(_ error: HTTPError) {
        switch error.status {
        case .notFound: self = .notFound("No route has this path.")
        case .contentTooLarge: self = .contentTooLarge(limit: JSONBody.maximumSize)
        case let status where status.kind == .clientError:
            self = Problem(.httpError, detail: "The request cannot be answered as it stands.")
        default: self = .internalError
        }
    }
}
