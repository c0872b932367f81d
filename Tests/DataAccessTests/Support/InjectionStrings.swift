/// Texts that would be more than values if anything pasted them.
enum InjectionStrings {
    static let all = [
        "'; DROP TABLE tools; --", #""; DELETE FROM tools; --"#, "$1", "1 OR 1=1", #"\'; SELECT pg_sleep(9); --"#,
        "{a,b}", #"{"a","b"}"#, "NULL", "", "%_\\", "/* */ UNION SELECT", "\u{1F527} Säge\n\t",
    ]
}
