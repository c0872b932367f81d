internal import CLibpq

extension LibpqConnection {
    /// Several commands may be sent without waiting from here on; COPY is not possible.
    func enterPipelineMode() -> Bool { PQenterPipelineMode(pointer) == 1 }

    func exitPipelineMode() { PQexitPipelineMode(pointer) }

    /// The end of an exchange: the server answers it when it has done, or skipped, everything before.
    func sendSync() -> Bool { PQpipelineSync(pointer) == 1 }

    /// Hands a statement to libpq as its use says, prepared before when it must be. `false` means that libpq refused it.
    func send(_ message: StatementMessage, as use: StatementCache.Use) -> Bool {
        guard let name = use.name else { return message.send(on: pointer, format: use.format) }
        if use.mustPrepare, !sendPreparation(of: message, as: name) { return false }
        return message.sendExecution(of: name.text, on: pointer, format: use.format)
    }

    func sendPreparation(of message: StatementMessage, as name: StatementName) -> Bool {
        message.sendPreparation(as: name.text, on: pointer)
    }

    /// Asks for the columns of a prepared statement's result.
    func sendDescription(of name: StatementName) -> Bool {
        PQsendDescribePrepared(pointer, name.text) == 1
    }

    /// Has the server forget a prepared statement.
    func sendDeallocation(of name: StatementName) -> Bool {
        PQsendQueryParams(pointer, "DEALLOCATE \(name.text)", 0, nil, nil, nil, nil, 0) == 1
    }

    /// Sends a statement whose rows are to be handed out as they come.
    ///
    /// It goes through a pipeline, because libpq 15 forgets single-row mode reliably only at a pipeline's end.
    func sendForRows(
        _ message: StatementMessage, as use: StatementCache.Use, under scope: (StatementMessage, StatementCache.Use)?
    ) -> Bool {
        guard enterPipelineMode(), scope.map({ send($0, as: $1) }) ?? true, send(message, as: use) else { return false }
        if scope == nil { wantRowByRow() }
        return sendSync()
    }

    /// Asks for the rows of the command whose answers come next one by one.
    func wantRowByRow() {
        PQsetSingleRowMode(pointer)
    }
}
