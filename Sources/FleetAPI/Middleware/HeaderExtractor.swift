import HTTPTypes
import Instrumentation

/// Reads the caller's trace out of a request's headers.
struct HeaderExtractor: Extractor {
    func extract(key: String, from headers: HTTPFields) -> String? {
        HTTPField.Name(key).flatMap { headers[$0] }
    }
}
