/// What a route does and may answer, as the specification tells it. What follows from the route itself (its path's
/// parameters, the refusals of every route of its kind) is not repeated here: see ``Route/problems``.
struct Operation: Sendable {
    /// Unique among all routes.
    let id: String
    /// One line.
    let summary: String
    /// What more there is to know.
    var details: String?
    var query: [ParameterDescription] = []
    var headers: [ParameterDescription] = []
    /// What the path's parameters are.
    var identifier = Schema.format(.uuid)
    /// The schema of the body; nil when there is none.
    var body: Schema?
    var answers: [AnswerDescription]
    var problems: Set<ProblemKind> = []

    init(_ id: String, _ summary: String, answers: [AnswerDescription]) {
        self.id = id
        self.summary = summary
        self.answers = answers
    }

    /// The same, with parameters of the query.
    func query(_ parameters: ParameterDescription...) -> Operation {
        var changed = self
        changed.query += parameters
        return changed
    }

    func problems(_ kinds: ProblemKind...) -> Operation {
        var changed = self
        changed.problems.formUnion(kinds)
        return changed
    }

    func details(_ text: String) -> Operation {
        var changed = self
        changed.details = text
        return changed
    }
}
