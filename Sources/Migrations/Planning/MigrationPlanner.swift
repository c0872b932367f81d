/// Compares the files with the history and decides what to do. Pure: no file and no database is touched.
struct MigrationPlanner {
    private let files: [MigrationFile]
    private let history: [HistoryEntry]
    private let entries: [Int: HistoryEntry]
    private let filed: [Int: MigrationFile]
    private let newestApplied: Int

    init(files: [MigrationFile], history: [HistoryEntry]) {
        self.files = files.sorted { $0.version < $1.version }
        self.history = history
        entries = Dictionary(history.map { ($0.version, $0) }, uniquingKeysWith: { _, last in last })
        filed = Dictionary(files.map { ($0.version, $0) }, uniquingKeysWith: { first, _ in first })
        newestApplied = history.filter(\.isApplied).map(\.version).max() ?? 0
    }

    /// Where every known version stands, by ascending version.
    func statuses() -> [MigrationStatus] {
        let missing = history.filter { ($0.isApplied || $0.isUnfinished) && filed[$0.version] == nil }
            .map { MigrationStatus($0, name: $0.name, state: $0.isUnfinished ? .unfinished : .missing) }
        return (files.map { status(of: $0) } + missing).sorted { $0.version < $1.version }
    }

    /// The steps that do what is asked.
    /// - Throws: `MigrationError` when that is not possible or not safe.
    func plan(_ request: MigrationRequest) throws(MigrationError) -> MigrationPlan {
        let steps =
            switch request {
            case .apply(let target): try stepsToApply(upTo: target)
            case .rollback(let target): try stepsToRollBack(to: target)
            case .resume, .repair: [try unfinishedStep()]
            }
        return MigrationPlan(request, steps: steps, history: history)
    }

    private func status(of file: MigrationFile) -> MigrationStatus {
        guard let entry = entries[file.version], entry.isApplied || entry.isUnfinished else {
            return MigrationStatus(
                version: file.version, name: file.name,
                state: file.version < newestApplied ? .outOfOrder : .pending, appliedAt: nil, duration: nil)
        }
        if entry.isUnfinished { return MigrationStatus(entry, name: file.name, state: .unfinished) }
        let state: MigrationStatus.State = entry.checksum == file.checksum ? .applied : .changed
        return MigrationStatus(entry, name: file.name, state: state)
    }

    private func stepsToApply(upTo target: Int?) throws(MigrationError) -> [MigrationPlan.Step] {
        for entry in history { _ = try fileIfUntouched(since: entry) }
        if let target, filed[target] == nil { throw .unknownTarget(target, files: files) }
        let pending = files.filter { file in
            file.version <= target ?? .max && entries[file.version]?.isApplied != true
        }
        if let late = pending.first(where: { $0.version < newestApplied }) {
            throw .outOfOrder(late, newestApplied: newestApplied)
        }
        return pending.map { MigrationPlan.Step(direction: .up, file: $0) }
    }

    private func stepsToRollBack(to target: Int) throws(MigrationError) -> [MigrationPlan.Step] {
        guard target == 0 || entries[target] != nil || filed[target] != nil else {
            throw .unknownTarget(target, files: files)
        }
        var steps: [MigrationPlan.Step] = []
        for entry in history.sorted(by: { $0.version > $1.version }) where entry.version > target {
            guard let file = try fileIfUntouched(since: entry) else { continue }
            if let reason = file.irreversibleReason { throw .irreversible(file, reason: reason) }
            guard !file.down.isEmpty else { throw .noDownSection(file) }
            steps.append(MigrationPlan.Step(direction: .down, file: file))
        }
        return steps
    }

    /// The one migration that stands half-way: nothing else runs until it has been dealt with.
    private func unfinishedStep() throws(MigrationError) -> MigrationPlan.Step {
        guard let entry = history.first(where: \.isUnfinished) else { throw .nothingUnfinished }
        guard let file = filed[entry.version] else { throw .missingFile(entry) }
        guard entry.direction == .up || !file.down.isEmpty else { throw .downSectionGone(file) }
        return MigrationPlan.Step(direction: entry.direction, file: file)
    }

    /// The file of a migration in effect; nil for one that is not.
    private func fileIfUntouched(since entry: HistoryEntry) throws(MigrationError) -> MigrationFile? {
        if entry.isUnfinished { throw .unfinished(entry) }
        guard entry.isApplied else { return nil }
        guard let file = filed[entry.version] else { throw .missingFile(entry) }
        guard file.checksum == entry.checksum else { throw .changed(file, since: entry) }
        return file
    }
}

extension MigrationStatus {
    fileprivate init(_ entry: HistoryEntry, name: String, state: State) {
        self.init(
            version: entry.version, name: name, state: state,
            appliedAt: entry.isApplied ? entry.startedAt : nil, duration: entry.isApplied ? entry.duration : nil)
    }
}
