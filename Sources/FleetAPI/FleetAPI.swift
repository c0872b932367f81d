import Hummingbird

@main struct FleetAPI { static func main() {} }
