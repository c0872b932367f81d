/// `{"data":{…}}`
struct Single<Value: Encodable>: Encodable {
    var data: Value
}

/// `{"data":[…],"pagination":{…}}`
struct Page<Value: Encodable>: Encodable {
    var data: [Value]
    var pagination: Pagination
}
