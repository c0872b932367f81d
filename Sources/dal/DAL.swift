import ArgumentParser

@main struct DAL: ParsableCommand {}
