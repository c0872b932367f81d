/// The client stopped sending, or sent what is no HTTP.
struct UnreadableBody: Error {
    let cause: any Error
}
