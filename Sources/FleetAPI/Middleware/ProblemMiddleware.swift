import Hummingbird
import Logging
import NIOCore
import PostgresDriver

/// Turns every error into a problem, and every problem into its answer. Whatever is our fault is logged here, once.
struct ProblemMiddleware: RouterMiddleware {
    typealias Context = FleetRequestContext

    let table: RouteTable

    func handle(
        _ request: Request, context: Context, next: @concurrent (Request, Context) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch is HTTPError where context.routeTemplate == "none" {
            return unrouted(request, context)
        } catch let error as UnreadableBody {
            // The connection itself is broken: the server closes it, no answer can follow.
            throw error.cause
        } catch {
            let problem = Problem(describing: error)
            log(error, as: problem, context)
            return problem.response(instance: request.uri.path, requestID: context.requestID.description)
        }
    }

    /// No route has this path and method: either the path is unknown, or it answers other methods.
    private func unrouted(_ request: Request, _ context: Context) -> Response {
        let path = request.uri.path
        guard let allowed = table.allowedMethods(forPath: path) else {
            return Problem.notFound("No route has this path.")
                .response(instance: path, requestID: context.requestID.description)
        }
        if request.method == .options {
            return Response(status: .noContent, headers: [.allow: allowed.map(\.rawValue).joined(separator: ", ")])
        }
        return Problem.methodNotAllowed(request.method, allowed: allowed)
            .response(instance: path, requestID: context.requestID.description)
    }

    private func log(_ error: any Error, as problem: Problem, _ context: Context) {
        guard problem.status.kind == .serverError else { return }
        let level: Logger.Level = problem.kind == .internalError || problem.kind == .outcomeUnknown ? .error : .warning
        // Only a database error's description is known to hold no values; of any other its type alone is safe.
        let reason = (error as? DatabaseError)?.description ?? "\(type(of: error))"
        context.logger.log(
            level: level, "request failed",
            metadata: ["problem": .string(problem.kind.rawValue), "error": .string(reason)])
    }
}
