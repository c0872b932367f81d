import ProcessSupervision

/// A shell script whose output goes to a file.
func script(_ text: String, output: String) -> SupervisedProcess.Launch {
    var launch = SupervisedProcess.Launch(executable: "/bin/sh", arguments: ["-c", text])
    launch.environment = ["PATH": "/usr/bin:/bin"]
    launch.standardOutput = .file(output, append: false)
    return launch
}
