/// One thing the catalogue must agree with the policy about.
protocol AccessRule: Sendable {
    static func surprises(in subject: AccessSubject) -> [Surprise]
}
