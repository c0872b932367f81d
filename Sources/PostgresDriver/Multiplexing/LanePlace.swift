/// A place on a lane, given back once.
struct LanePlace: Sendable {
    let group: LaneGroup
    let lane: Int

    func leave() {
        group.leave(lane)
    }
}
