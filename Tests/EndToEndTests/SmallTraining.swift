/// Options of an epoch that takes a moment, whatever the model.
enum SmallTraining {
    static let options = settings + ["--seed", "5"]

    static let settings = [
        "--set", "rollout.steps=2", "--set", "rollout.prompts_per_epoch=1",
        "--set", "rollout.samples_per_prompt=2", "--set", "rlcf.mini_batches=2",
        "--set", "rlcf.inner_epochs=1", "--set", "anchor.bank_size=1",
        "--set", "model.threads=1",
    ]
}
