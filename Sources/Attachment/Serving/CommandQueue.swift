internal import Workbench

/// Hands the commands of all workbenches to the engine, one after another.
final class CommandQueue: Sendable {
    private let orders: AsyncStream<Order>.Continuation

    private struct Order: Sendable {
        let client: Int
        let number: Int
        let command: Command
    }

    init(_ engine: any EngineControl, mail: ServerMail) {
        let (stream, continuation) = AsyncStream.makeStream(of: Order.self)
        orders = continuation
        Task.detached {
            for await order in stream {
                let refusal = await Self.refusal(of: order.command, by: engine)
                mail.post(
                    .answer(client: order.client, number: order.number, refusal: refusal))
            }
        }
    }

    func add(_ command: Command, client: Int, number: Int) {
        orders.yield(Order(client: client, number: number, command: command))
    }

    func finish() { orders.finish() }

    private static func refusal(
        of command: Command, by engine: any EngineControl
    ) async -> String? {
        do {
            try await engine.perform(command)
            return nil
        } catch let refusal as CommandRefusal {
            return refusal.reason
        } catch {
            return String(describing: error)
        }
    }
}
