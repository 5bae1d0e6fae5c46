/// `README.md` of an exported folder.
struct ExportCard {
    let run: String
    let hasEmbeddings: Bool

    var text: String {
        """
        # Tuned policy of the run \(run)

        Written by cxrl \(Program.version). For research, not for diagnosis.

        \(hasEmbeddings ? Self.withEmbeddings : Self.plain)

        """
    }

    private static let plain = """
        ```python
        from diffusers import StableDiffusionPipeline

        pipe = StableDiffusionPipeline.from_pretrained(".")
        image = pipe("The heart is enlarged.", guidance_scale=1).images[0]
        ```
        """

    private static let withEmbeddings = """
        `StableDiffusionPipeline.from_pretrained(".")` alone is the policy without its adaptive
        condition embeddings, because a pipeline has no place for them. With them:

        ```python
        import torch
        from diffusers import StableDiffusionPipeline
        from safetensors.torch import load_file

        pipe = StableDiffusionPipeline.from_pretrained(".")
        ace = load_file("ace.safetensors")["adaptive_condition_embeddings"][None]
        prompt, empty = pipe.encode_prompt("The heart is enlarged.", "cpu", 1, True)
        image = pipe(
            prompt_embeds=torch.cat([prompt, ace], 1),
            negative_prompt_embeds=torch.cat([empty, ace], 1),
            guidance_scale=1).images[0]
        ```
        """
}
