import Glibc

/// C copies of a launch's strings, freed with this object.
final class CStrings {
    let arguments: UnsafeMutableBufferPointer<UnsafeMutablePointer<CChar>?>
    let environment: UnsafeMutableBufferPointer<UnsafeMutablePointer<CChar>?>
    private var others: [UnsafeMutablePointer<CChar>] = []

    init(arguments: [String], environment: [String]) {
        self.arguments = Self.terminated(arguments)
        self.environment = Self.terminated(environment)
    }

    deinit {
        for string in others { free(string) }
        for list in [arguments, environment] {
            for string in list { free(string) }
            list.deallocate()
        }
    }

    func copy(_ string: String?) -> UnsafePointer<CChar>? {
        guard let string, let copied = strdup(string) else { return nil }
        others.append(copied)
        return UnsafePointer(copied)
    }

    /// A list as `execve` wants it: its last element is a null pointer.
    private static func terminated(_ strings: [String]) -> UnsafeMutableBufferPointer<UnsafeMutablePointer<CChar>?> {
        let list = UnsafeMutableBufferPointer<UnsafeMutablePointer<CChar>?>.allocate(capacity: strings.count + 1)
        _ = list.initialize(fromContentsOf: strings.map { strdup($0) } + [nil])
        return list
    }
}
