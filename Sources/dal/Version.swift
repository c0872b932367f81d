/// This tool's version, as the change log counts it.
enum Version {
    static let number = "0.1.0"
}
