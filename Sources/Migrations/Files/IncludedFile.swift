/// A file that a migration includes.
struct IncludedFile: Hashable {
    /// Where it stands, links resolved: two files of one path are one file.
    let path: String
    /// Its path below the migrations' folder, for messages and for the checksum.
    let label: String
}
