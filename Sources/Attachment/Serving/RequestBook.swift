/// Keeps the pictures that several workbenches ask for apart: each numbers its own from 0.
struct RequestBook {
    struct Request: Equatable {
        let client: Int
        /// As the client numbered it.
        let id: Int
    }

    /// By the number that the engine knows.
    private var open: [Int: Request] = [:]
    private var next = 1

    /// The number of a request for the engine, and the one of another client that it replaces.
    mutating func enter(_ id: Int, of client: Int) -> (number: Int, replaced: Request?) {
        let replaced = open.values.first { $0.client != client }
        open = [next: Request(client: client, id: id)]
        defer { next += 1 }
        return (next, replaced)
    }

    func owner(of id: Int) -> Request? { open[id] }

    mutating func close(_ id: Int) -> Request? { open.removeValue(forKey: id) }

    /// Whether a client has a request that is not finished; it is forgotten.
    mutating func cancel(client: Int) -> Bool {
        guard let entry = open.first(where: { $0.value.client == client }) else { return false }
        open[entry.key] = nil
        return true
    }
}
