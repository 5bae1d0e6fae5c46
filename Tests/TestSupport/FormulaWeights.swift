public import Networks
public import Tensors

/// Weights that follow from their key, as `formula.py` of DiffusionTests computes them.
public enum FormulaWeights {
    public static func tensor(_ key: String, _ shape: [Int]) throws -> Tensor {
        let count = shape.reduce(1, *)
        let index = try remainder(.range(0, Double(count), dtype: .float64), 65521)
        let mixed = try index * index * 31 + index * 7919 + Double(hash(key))
        var values = try ((remainder(mixed, 257) - 128) / 128).reshaped(shape)
        if shape.count > 1 {
            var scale = 1.0
            let fanIn = Double(shape.dropFirst().reduce(1, *))
            while scale * scale < fanIn { scale *= 2 }
            values = try values / scale
        } else if key.hasSuffix("weight") || key.hasSuffix("running_var") {
            values = try values / 4 + 1
        } else {
            values = try values / 16
        }
        return try values.to(.float32)
    }

    /// Gives every parameter its weights.
    public static func fill(_ store: ParameterStore) throws {
        try withoutGradient {
            for parameter in store.parameters {
                try parameter.value.assign(tensor(parameter.path, parameter.value.shape))
            }
        }
    }

    /// Of whole numbers; half a one is added so that rounding cannot cross a multiple.
    private static func remainder(_ values: Tensor, _ divisor: Double) throws -> Tensor {
        try values - ((values + 0.5) / divisor).floor() * divisor
    }

    /// FNV-1a, 32 bits.
    public static func hash(_ text: String) -> UInt32 {
        text.utf8.reduce(0x811C_9DC5) { ($0 ^ UInt32($1)) &* 0x0100_0193 }
    }
}
