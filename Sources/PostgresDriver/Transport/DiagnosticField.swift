/// The letters by which the protocol names the parts of an error, from libpq's postgres_ext.h (its macros are
/// characters, which Swift does not import).
enum DiagnosticField {
    static let severity: UnicodeScalar = "V"
    static let sqlState: UnicodeScalar = "C"
    static let message: UnicodeScalar = "M"
    static let hint: UnicodeScalar = "H"
    static let context: UnicodeScalar = "W"
    static let sourceFunction: UnicodeScalar = "R"
    static let position: UnicodeScalar = "P"
    static let schema: UnicodeScalar = "s"
    static let table: UnicodeScalar = "t"
    static let column: UnicodeScalar = "c"
    static let constraint: UnicodeScalar = "n"
}
