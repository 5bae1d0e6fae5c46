import Configuration

/// A group of settings as the screen shows it.
struct SettingsSection: Sendable {
    let name: String
    /// One line.
    let explanation: String
    let fields: [Configuration.Field]
}
