/// The advisory lock that lets one writer at a time change a database: whoever runs migrations and whoever changes
/// access take the same one.
public enum WriterLock {
    /// "dal_migr" in ASCII.
    public static let key = 0x6461_6c5f_6d69_6772
}
