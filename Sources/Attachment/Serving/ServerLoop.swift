internal import Foundation
internal import Workbench

/// The server's thread: waits for workbenches, for what they send, and for what there is to tell.
struct ServerLoop {
    /// Seconds between two snapshots to a workbench, which sees the newest only.
    private static let snapshotInterval = 1.0 / 15
    private static let mostConnections = 16

    let engine: any EngineControl
    let mail: ServerMail
    let listener: Int32
    var transcript: Transcript
    let greeting: ServerMessage
    let allowedUser: uid_t
    /// Bytes that may wait for a workbench.
    let patience: Int
    private let commands: CommandQueue
    private var connections: [Int: Connection] = [:]
    private var nextClient = 1
    private var book = RequestBook()
    private var sheets = RequestBook()
    /// When a workbench is to be told about the snapshot, and of which it was told.
    private var shown: [Int: Snapshot] = [:]
    private var nextSnapshot = 0.0
    private var isFinishing = false

    init(
        engine: any EngineControl, mail: ServerMail, listener: Int32, transcript: Transcript,
        greeting: ServerMessage, allowedUser: uid_t, patience: Int
    ) {
        self.engine = engine
        self.mail = mail
        self.listener = listener
        self.transcript = transcript
        self.greeting = greeting
        self.allowedUser = allowedUser
        self.patience = patience
        commands = CommandQueue(engine, mail: mail)
        _ = fcntl(listener, F_SETFL, O_NONBLOCK)
    }

    /// Until `finish` comes.
    mutating func run() {
        while !isFinishing { turn(milliseconds: waitingTime) }
        let end = Self.now + 1
        while connections.values.contains(where: \.hasWaiting), Self.now < end {
            turn(milliseconds: 100)
        }
        engine.snapshot.observe(nil)
        commands.finish()
        for client in Array(connections.keys) { drop(client) }
        close(listener)
    }

    /// Milliseconds; -1 waits for ever.
    private var waitingTime: Int32 {
        guard !connections.isEmpty, hasNewSnapshot else { return -1 }
        return Int32(max(0, (nextSnapshot - Self.now) * 1000).rounded(.up))
    }

    private mutating func turn(milliseconds: Int32) {
        let clients = connections.keys.sorted()
        var descriptors = [
            pollfd(fd: mail.bell.descriptor, events: Int16(POLLIN), revents: 0),
            pollfd(fd: isFinishing ? -1 : listener, events: Int16(POLLIN), revents: 0),
        ]
        for client in clients {
            guard let connection = connections[client] else { continue }
            let events = POLLIN | (connection.hasWaiting ? POLLOUT : 0)
            descriptors.append(
                pollfd(fd: connection.descriptor, events: Int16(events), revents: 0))
        }
        guard poll(&descriptors, nfds_t(descriptors.count), milliseconds) >= 0 else { return }
        if descriptors[0].revents != 0 { mail.bell.quieten() }
        for letter in mail.take() { take(letter) }
        if descriptors[1].revents != 0 { accept() }
        for (client, descriptor) in zip(clients, descriptors.dropFirst(2))
        where descriptor.revents & Int16(POLLIN | POLLHUP | POLLERR) != 0 {
            receive(from: client)
        }
        sendSnapshots()
        flush()
    }

    private mutating func take(_ letter: ServerMail.Letter) {
        switch letter {
        case .event(let event):
            transcript.add(event)
            tell(event)
        case .answer(let client, let number, let refusal):
            send(.answer(number: number, refusal: refusal), to: client)
        case .finish: isFinishing = true
        }
    }

    /// An event to all; what came of a request to who asked.
    private mutating func tell(_ event: Event) {
        switch event {
        case .sampleFinished(var result):
            guard let request = book.close(result.id) else { return }
            result.id = request.id
            send(.event(.sampleFinished(result)), to: request.client)
        case .sampleFailed(let id, let reason):
            guard let request = book.close(id) else { return }
            send(.event(.sampleFailed(id: request.id, reason: reason)), to: request.client)
        case .sheetPictureFinished(var picture):
            guard let request = sheets.owner(of: picture.id) else { return }
            picture.id = request.id
            send(.event(.sheetPictureFinished(picture)), to: request.client)
        case .sheetFailed(let id, let reason):
            guard let request = sheets.close(id) else { return }
            send(.event(.sheetFailed(id: request.id, reason: reason)), to: request.client)
        case .runOpened: break
        case .phaseChanged, .epochFinished, .samplesScored, .checkpointSaved, .promptsChanged,
            .rewardWeightChanged, .decoded, .stepExamined, .examinationFailed, .attended,
            .attentionFailed, .regenerated,
            .regenerationFailed, .message, .alarmsChanged, .rolledBack, .judged,
            .judgementWithdrawn:
            guard let frame = try? WireFrame.data(ServerMessage.event(event)) else { return }
            for (client, connection) in connections where connection.isWelcome {
                connections[client]?.send(frame)
            }
        }
    }

    // MARK: Workbenches

    private mutating func accept() {
        while true {
            let descriptor = Foundation.accept(listener, nil, nil)
            guard descriptor >= 0 else { return }
            guard UnixSocket.peerUser(descriptor) == allowedUser,
                connections.count < Self.mostConnections
            else {
                close(descriptor)
                continue
            }
            connections[nextClient] = Connection(descriptor: descriptor)
            nextClient += 1
        }
    }

    private mutating func receive(from client: Int) {
        guard connections[client]?.receive() == true else {
            // what came before the end still counts
            read(from: client)
            return drop(client)
        }
        read(from: client)
    }

    private mutating func read(from client: Int) {
        do {
            while let message = try connections[client]?.reader.next(ClientMessage.self) {
                take(message, from: client)
            }
        } catch {
            drop(client)
        }
    }

    private mutating func take(_ message: ClientMessage, from client: Int) {
        switch message {
        case .hello(let version, _):
            guard version == WireProtocol.version else {
                send(greeting, to: client)
                connections[client]?.isLeaving = true
                return
            }
            welcome(client)
        case .command(let number, let command):
            guard connections[client]?.isWelcome == true else { return drop(client) }
            order(command, number: number, from: client)
        }
    }

    private mutating func welcome(_ client: Int) {
        send(greeting, to: client)
        for event in transcript.events(epochs: engine.snapshot.value.epochs) {
            send(.event(event), to: client)
        }
        connections[client]?.isWelcome = true
        engine.snapshot.observe { [bell = mail.bell] in bell.ring() }
    }

    private mutating func order(_ command: Command, number: Int, from client: Int) {
        switch command {
        case .stop: engine.interrupter.raise()
        case .sample(let request):
            let (id, replaced) = book.enter(request.id, of: client)
            if let replaced {
                let event = Event.sampleFailed(id: replaced.id, reason: Self.takenOver)
                send(.event(event), to: replaced.client)
            }
            var numbered = request
            numbered.id = id
            return commands.add(.sample(numbered), client: client, number: number)
        case .sheet(let request):
            let (id, replaced) = sheets.enter(request.id, of: client)
            if let replaced {
                let event = Event.sheetFailed(id: replaced.id, reason: Self.takenOver)
                send(.event(event), to: replaced.client)
            }
            var numbered = request
            numbered.id = id
            return commands.add(.sheet(numbered), client: client, number: number)
        case .cancelSheet:
            guard sheets.cancel(client: client) else {
                return send(.answer(number: number, refusal: nil), to: client)
            }
        case .cancelSample:
            guard book.cancel(client: client) else {
                return send(.answer(number: number, refusal: nil), to: client)
            }
        case .start, .pause, .resume, .saveCheckpoint, .decode, .examine, .attend, .regenerate,
            .setRewardWeight, .setPrompts,
            .setEpochs, .rollBack, .judge, .withdrawJudgement:
            break
        }
        commands.add(command, client: client, number: number)
    }

    private static let takenOver = "another workbench has asked for pictures meanwhile"

    private mutating func drop(_ client: Int) {
        guard let connection = connections.removeValue(forKey: client) else { return }
        close(connection.descriptor)
        shown[client] = nil
        if book.cancel(client: client) { commands.add(.cancelSample, client: client, number: 0) }
        if sheets.cancel(client: client) { commands.add(.cancelSheet, client: client, number: 0) }
        if connections.isEmpty { engine.snapshot.observe(nil) }
    }

    // MARK: What is sent

    private mutating func send(_ message: ServerMessage, to client: Int) {
        guard let frame = try? WireFrame.data(message) else { return }
        connections[client]?.send(frame)
    }

    private var hasNewSnapshot: Bool {
        let value = engine.snapshot.value
        return connections.contains { client, connection in
            connection.isWelcome && !connection.hasWaiting && shown[client] != value
        }
    }

    /// The newest, to workbenches that have read all before it.
    private mutating func sendSnapshots() {
        guard Self.now >= nextSnapshot else { return }
        let value = engine.snapshot.value
        for (client, connection) in connections
        where connection.isWelcome && !connection.hasWaiting && shown[client] != value {
            send(.snapshot(personal(value, of: client)), to: client)
            shown[client] = value
            nextSnapshot = Self.now + Self.snapshotInterval
        }
    }

    /// With the requested picture only where this workbench has asked for it.
    private func personal(_ snapshot: Snapshot, of client: Int) -> Snapshot {
        var snapshot = snapshot
        let request = snapshot.sample.flatMap { book.owner(of: $0.id) }
        if let request, request.client == client {
            snapshot.sample?.id = request.id
        } else {
            snapshot.sample = nil
        }
        return snapshot
    }

    private mutating func flush() {
        for client in Array(connections.keys) {
            guard connections[client]?.flush() == true,
                let connection = connections[client],
                connection.waitingBytes <= patience,
                !(connection.isLeaving && !connection.hasWaiting)
            else {
                drop(client)
                continue
            }
        }
    }

    private static var now: Double { ProcessInfo.processInfo.systemUptime }
}
