extension SupervisedProcess.Launch {
    /// Refuses a launch that could not mean what it says.
    func check() throws(SupervisionError) {
        guard executable.hasPrefix("/") else {
            throw SupervisionError(invalidLaunch: "its path is not absolute", subject: executable)
        }
        for text in [executable, workingDirectory ?? ""] + arguments + environment.flatMap({ [$0.key, $0.value] })
        where text.utf8.contains(0) {
            throw SupervisionError(invalidLaunch: "an argument or variable contains a NUL byte", subject: executable)
        }
        for name in environment.keys where name.isEmpty || name.contains("=") {
            throw SupervisionError(
                invalidLaunch: "the environment variable name \"\(name)\" is not one", subject: executable)
        }
        if let removal, !isRemovable(removal.path) {
            throw SupervisionError(
                invalidLaunch: "\"\(removal.path)\" is to be removed but is not an absolute path below a directory",
                subject: executable)
        }
    }

    /// An absolute path of two components or more, none of them a step upwards: never `/` nor a folder of the system.
    private func isRemovable(_ path: String) -> Bool {
        let components = path.split(separator: "/")
        return path.hasPrefix("/") && components.count >= 2 && !components.contains("..") && !path.utf8.contains(0)
    }
}
