import AccessControl

extension ProbeProgress {
    /// In words.
    var text: ProgressText {
        isDone ? .lasting("tried as \(login): \(total) attempts") : .passing("trying as \(login): \(tried) of \(total)")
    }
}
