import PostgresCatalog

/// A function that runs as its owner chooses its own search path; else its caller chooses what code the owner runs.
enum SearchPathRule: AccessRule {
    static func surprises(in subject: AccessSubject) -> [Surprise] {
        subject.catalog.functions.filter { $0.isSecurityDefiner && !$0.fixesSearchPath }.map {
            Surprise(
                kind: .searchPath, subject: $0.label, detail: "is SECURITY DEFINER without a search_path of its own")
        }
    }
}
