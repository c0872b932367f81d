/// The planner's refusals.
extension MigrationError {
    static func changed(_ file: MigrationFile, since entry: HistoryEntry) -> MigrationError {
        MigrationError(
            .changedAfterApplied,
            "changed after it was applied: SHA-256 \(entry.checksum) was applied, the file now has \(file.checksum)",
            advice: "Restore the file as it was and write the change as a new migration.", file: file.fileName)
    }

    static func missingFile(_ entry: HistoryEntry) -> MigrationError {
        MigrationError(
            .missingFile,
            "migration \(entry.version) (\(entry.name)) is \(entry.isUnfinished ? "unfinished" : "applied"), but its file is "
                + "missing",
            advice: "Restore the file; its SHA-256 is \(entry.checksum).")
    }

    static func outOfOrder(_ file: MigrationFile, newestApplied: Int) -> MigrationError {
        MigrationError(
            .outOfOrder, "version \(file.version) is pending, but \(newestApplied) is already applied",
            advice: "Give the file a number above \(newestApplied), or roll back to below \(file.version) first.",
            file: file.fileName)
    }

    static func unknownTarget(_ target: Int, files: [MigrationFile]) -> MigrationError {
        let known = files.map(\.version).versionList
        return MigrationError(
            .unknownTarget, "there is no migration \(target)",
            advice: "Known versions: \(known.isEmpty ? "none" : known). A rollback to 0 undoes all.")
    }

    static func irreversible(_ file: MigrationFile, reason: String) -> MigrationError {
        MigrationError(
            .irreversible, "cannot be undone: \(reason)",
            advice: "Roll back to version \(file.version) at most, or restore a backup.", file: file.fileName)
    }

    static func noDownSection(_ file: MigrationFile) -> MigrationError {
        MigrationError(
            .noDownSection, "has no migrate:down section",
            advice: "Roll back to version \(file.version) at most, or restore a backup.", file: file.fileName)
    }

    /// A resume without it would say that all of nothing was done.
    static func downSectionGone(_ file: MigrationFile) -> MigrationError {
        MigrationError(
            .noDownSection, "stands half-way down, and has no migrate:down section any more",
            advice: "Restore the section: what is done of it must read as it did.", file: file.fileName)
    }

    static func unfinished(_ entry: HistoryEntry) -> MigrationError {
        let (what, none, all) =
            entry.direction == .up
            ? ("migration", "nothing of it remains", "it is finished")
            : ("the down of migration", "nothing of it is undone", "all of it is")
        return MigrationError(
            .unfinished,
            "\(what) \(entry.version) (\(entry.name)) runs outside a transaction and stopped after "
                + "\(entry.statementsDone) of \(entry.statementsTotal) statements",
            advice: "Go on with dal migrate resume. Or declare how many of its statements are done with dal migrate "
                + "repair --at N: 0 when \(none), \(entry.statementsTotal) when \(all).")
    }

    static func planMoved(expected: String, found: String) -> MigrationError {
        MigrationError(
            .planMoved,
            "the files, the history or the schema changed since plan \(expected) was made; the plan is now \(found)",
            advice: "Look at the new plan before running it: dal migrate plan.")
    }
}
