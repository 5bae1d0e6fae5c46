public import Diffusion

/// What the base stage trains: a UNet, the text encoder that it listens to, and the noise that it
/// learns to take away.
public struct Denoiser {
    public var unet: UNet
    public var textEncoder: TextEncoder
    public var schedule: NoiseSchedule

    public init(unet: UNet, textEncoder: TextEncoder, schedule: NoiseSchedule) {
        self.unet = unet
        self.textEncoder = textEncoder
        self.schedule = schedule
    }
}
