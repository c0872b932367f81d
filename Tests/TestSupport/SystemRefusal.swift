import Glibc

/// The system refused what a test needs before it can begin.
package struct SystemRefusal: Error, CustomStringConvertible {
    package let description: String

    /// - Parameter doing: What was refused, to follow "cannot".
    package init(_ doing: String, _ number: Int32 = errno) {
        description = "cannot \(doing): \(String(cString: strerror(number)))"
    }
}
