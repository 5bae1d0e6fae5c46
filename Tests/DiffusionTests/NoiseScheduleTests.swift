import Diffusion
import Foundation
import Testing

@Suite("Noise schedule")
struct NoiseScheduleTests {
    struct Row: Decodable {
        let spacing: SchedulerConfiguration.Spacing
        let total: Int
        let offset: Int
        let steps: Int
        let timesteps: [Int]
    }

    @Test("Timesteps are spaced as diffusers spaces them")
    func spacing() throws {
        let rows: [Row] = try Golden.json("timesteps.json")
        #expect(rows.count > 50)
        for row in rows {
            let schedule = NoiseSchedule(
                SchedulerConfiguration(
                    trainTimesteps: row.total, stepsOffset: row.offset, spacing: row.spacing))
            let found = try schedule.timesteps(steps: row.steps)
            #expect(
                found == row.timesteps,
                "\(row.spacing), \(row.steps) of \(row.total), offset \(row.offset)")
        }
    }

    @Test("Nothing of the picture is left at the last timestep of a zero terminal SNR")
    func zeroTerminalSNR() {
        let plain = NoiseSchedule(SchedulerConfiguration())
        let rescaled = NoiseSchedule(SchedulerConfiguration(rescalesToZeroTerminalSNR: true))
        #expect(plain.alpha(at: 999) > 0.004)
        #expect(rescaled.alpha(at: 999) == 0)
        #expect(abs(rescaled.alpha(at: 0) - plain.alpha(at: 0)) < 1e-12)
    }

    @Test("A number of steps that the schedule has not is refused", arguments: [-1, 0, 1001])
    func impossibleSteps(_ steps: Int) {
        #expect(throws: ModelError.self) {
            try Sampler(NoiseSchedule(SchedulerConfiguration()), steps: steps, eta: 0)
        }
    }

    @Test("An eta beyond 0 to 1, and any but 1 for DDPM, is refused")
    func impossibleEta() {
        let schedule = NoiseSchedule(SchedulerConfiguration())
        #expect(throws: ModelError.self) { try Sampler(schedule, steps: 5, eta: 1.5) }
        #expect(throws: ModelError.self) { try Sampler(schedule, kind: .ddpm, steps: 5, eta: 0) }
    }

    @Test("A noise prediction cannot be walked from a timestep where nothing is left of a picture")
    func noiseWithoutSignal() {
        let schedule = NoiseSchedule(
            SchedulerConfiguration(
                prediction: .noise, spacing: .trailing, rescalesToZeroTerminalSNR: true))
        #expect(throws: ModelError.self) { try Sampler(schedule, steps: 5, eta: 1) }
    }

    @Test("A configuration survives being written and read")
    func configurationRoundTrip() throws {
        let configuration = SchedulerConfiguration(
            trainTimesteps: 50, betaStart: 0.001, betaEnd: 0.02, betaSchedule: .squaredCosine,
            prediction: .velocity, stepsOffset: 0, spacing: .linspace, setsLastAlphaToOne: true,
            rescalesToZeroTerminalSNR: true)
        let data = try JSONEncoder().encode(configuration)
        #expect(
            try JSONDecoder().decode(SchedulerConfiguration.self, from: data) == configuration)
    }
}
