public import Configuration
import PostgresDriver

extension DatabaseConfiguration {
    /// Reads the configuration from `DB_*` keys.
    ///
    /// - Parameter reader: Where the keys come from, such as ``environmentReader(directory:environment:)``.
    /// - Throws: ``ConfigurationProblems`` with every wrong or missing key.
    public init(reader: ConfigReader) throws {
        throw ConfigurationProblems([])
    }

    /// A reader of the process's environment, over `.env.<environment>`, over `.env`.
    ///
    /// - Parameters:
    ///   - directory: The folder the files are in; a file that is not there counts as empty.
    ///   - environment: The environment's name, such as `production`; nil reads `.env` alone.
    public static func environmentReader(directory: String = ".", environment: String? = nil) async throws
        -> ConfigReader
    {
        ConfigReader(provider: EnvironmentVariablesProvider())
    }
}
