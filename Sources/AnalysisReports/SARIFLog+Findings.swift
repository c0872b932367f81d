extension SARIFLog {
    /// How much a finding weighs.
    package enum Level: String, Encodable {
        case error, warning, note
    }

    struct Message: Encodable {
        let text: String
    }

    struct Configuration: Encodable {
        let level: Level
    }

    /// What is looked for.
    package struct Rule: Encodable {
        let id: String
        let shortDescription: Message
        let help: Message?
        let defaultConfiguration: Configuration

        /// - Parameters:
        ///   - id: its name, which results repeat.
        ///   - summary: what it looks for, in one sentence.
        ///   - help: what to do about what it finds, where that is always the same.
        ///   - level: how much its findings weigh.
        package init(id: String, summary: String, help: String? = nil, level: Level) {
            self.id = id
            shortDescription = Message(text: summary)
            self.help = help.map(Message.init)
            defaultConfiguration = Configuration(level: level)
        }
    }

    /// Why somebody accepted a finding, outside the source itself.
    struct Suppression: Encodable {
        let kind = "external"
        let justification: String
    }

    /// What was found.
    package struct Result: Encodable {
        let ruleId: String
        var ruleIndex: Int?
        let level: Level
        let message: Message
        let locations: [Location]
        let partialFingerprints: [String: String]?
        let suppressions: [Suppression]?

        /// - Parameters:
        ///   - rule: the rule's `id`.
        ///   - level: how much it weighs.
        ///   - message: what is wrong, and what to do instead.
        ///   - location: where.
        ///   - key: what tells it from all others and stays the same as long as it stays, where there is such a thing.
        ///   - accepted: why it is meant to be so, where somebody said that.
        package init(
            rule: String, level: Level, message: String, location: Location, key: String? = nil, accepted: String? = nil
        ) {
            ruleId = rule
            self.level = level
            self.message = Message(text: message)
            locations = [location]
            partialFingerprints = key.map { ["cacheKey": $0] }
            suppressions = accepted.map { [Suppression(justification: $0)] }
        }
    }

    /// What could not be judged, and why.
    package struct Notification: Encodable {
        let level = Level.error
        let message: Message
        let locations: [Location]

        /// - Parameters:
        ///   - message: what stood against it.
        ///   - location: where.
        package init(message: String, location: Location) {
            self.message = Message(text: message)
            locations = [location]
        }
    }
}
