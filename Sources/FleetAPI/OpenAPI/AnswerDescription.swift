import HTTPTypes
import Hummingbird

/// One answer of a route that is no problem.
struct AnswerDescription: Sendable {
    var status: HTTPResponse.Status
    var description: String
    /// nil when there is no body, or when it is no JSON.
    var schema: Schema?
    var mediaType = "application/json"
    /// Beside those that every answer has.
    var headers: [HeaderDescription] = []
}

/// A header of an answer.
struct HeaderDescription: Sendable {
    var name: String
    var description: String
    var isRequired = true

    static let entityTag = HeaderDescription(
        name: "ETag", description: "The version of the resource, for If-Match and If-None-Match.")
    static let location = HeaderDescription(name: "Location", description: "The path of what was created.")
    static let link = HeaderDescription(
        name: "Link", description: "rel=\"next\": the following page, when there is one.", isRequired: false)
    static let replayed = HeaderDescription(
        name: "Idempotency-Replayed", description: "true when this is the stored answer to an earlier request.",
        isRequired: false)
}
