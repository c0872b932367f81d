public import Configuration
import SystemPackage

extension DatabaseConfiguration {
    /// A reader of the process's environment, over `.env.<environment>`, over `.env`.
    ///
    /// Variables that end in `_PASSWORD` are secrets and never shown.
    ///
    /// - Parameters:
    ///   - directory: The folder the files are in; a file that is not there counts as empty.
    ///   - environment: The environment's name, such as `production`; nil reads `.env` alone.
    /// - Throws: When a file is there but cannot be read.
    public static func environmentReader(
        directory: String = ".", environment: String? = nil
    ) async throws -> ConfigReader {
        let secrets = SecretsSpecifier<String, String>.dynamic { name, _ in name.uppercased().hasSuffix("_PASSWORD") }
        var providers: [any ConfigProvider] = [EnvironmentVariablesProvider(secretsSpecifier: secrets)]
        for name in [environment.map { ".env.\($0)" }, ".env"].compactMap(\.self) {
            let provider = try await EnvironmentVariablesProvider(
                environmentFilePath: FilePath(directory).appending(name), allowMissing: true, secretsSpecifier: secrets)
            providers.append(provider)
        }
        return ConfigReader(providers: providers)
    }
}
