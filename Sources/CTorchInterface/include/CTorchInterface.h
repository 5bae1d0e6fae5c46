/// The C functions through which the package reaches libtorch.
///
/// `CTORCH_FUNCTIONS` lists every function once: `FN(result, name, (arguments))`. `CTorch`, a
/// dynamic library, fills a table of them; `Tensors` loads that library at run time, so that a
/// program starts and works without libtorch until it needs a tensor.
///
/// Conventions:
/// - A function that returns a `ctorch_tensor`, `ctorch_generator` or `ctorch_module` returns a
///   new handle, owned by the caller and released with the matching `*_free`; arguments are
///   borrowed.
/// - On failure a handle is NULL and a status is not 0; `last_error` then holds the reason. It is
///   thread-local, and valid until the next failure on the same thread. No exception leaves.
/// - Shapes and dimension lists are an array and its length. Dimensions count from 0; negative
///   ones count from the end.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct ctorch_opaque_tensor *_Nonnull ctorch_tensor;
typedef struct ctorch_opaque_generator *_Nonnull ctorch_generator;
typedef struct ctorch_opaque_module *_Nonnull ctorch_module;

/// A tensor or NULL: the result of a function that can fail, or an optional argument.
typedef struct ctorch_opaque_tensor *_Nullable ctorch_optional_tensor;
typedef struct ctorch_opaque_generator *_Nullable ctorch_optional_generator;
typedef struct ctorch_opaque_module *_Nullable ctorch_optional_module;

typedef enum {
  ctorch_float32 = 0,
  ctorch_float16 = 1,
  ctorch_bfloat16 = 2,
  ctorch_float64 = 3,
  ctorch_int64 = 4,
  ctorch_int32 = 5,
  ctorch_int16 = 6,
  ctorch_int8 = 7,
  ctorch_uint8 = 8,
  ctorch_bool = 9,
} ctorch_dtype;

/// -1 is the CPU, others are CUDA devices.
typedef int32_t ctorch_device;

typedef void (*_Nonnull ctorch_release)(void *_Nullable context);

/// A part of a network: makes a tensor, which the caller owns, of borrowed inputs; NULL on failure.
typedef ctorch_optional_tensor (*_Nonnull ctorch_segment)(
    void *_Nullable context, const ctorch_tensor *_Nonnull inputs, int32_t count);

// clang-format off
#define CTORCH_FUNCTIONS(FN) \
  /* Errors, threads, devices. */ \
  FN(const char *_Nonnull, last_error, (void)) \
  FN(const char *_Nonnull, version, (void)) \
  /* What libtorch says of its kernels, thread pools and libraries. */ \
  FN(const char *_Nonnull, parallel_info, (void)) \
  FN(const char *_Nonnull, configuration, (void)) \
  FN(const char *_Nonnull, cpu_capability, (void)) \
  FN(void, set_thread_count, (int32_t count)) \
  FN(int32_t, thread_count, (void)) \
  FN(int32_t, cuda_device_count, (void)) \
  FN(int32_t, synchronize, (ctorch_device device)) \
  /* Whether fp32 may be computed as TF32 on CUDA; never once the table was handed out. */ \
  FN(bool, allows_tf32, (void)) \
  /* Peak and current bytes of the device's allocator; 0 on the CPU. */ \
  FN(int64_t, cuda_memory, (ctorch_device device, bool peak)) \
  /* The lower precision of products, convolutions and attention on a device type, for the calling \
     thread; -1 for none. Returns what was set before, or -2 on failure. */ \
  FN(int32_t, set_autocast, (bool cuda, int32_t dtype)) \
  /* Forgets the weights that were converted for it. */ \
  FN(void, clear_autocast_cache, (void)) \
  \
  /* Autograd, per thread: returns what was set before. */ \
  FN(bool, set_gradient_enabled, (bool enabled)) \
  FN(int32_t, set_requires_gradient, (ctorch_tensor tensor, bool required)) \
  FN(bool, requires_gradient, (ctorch_tensor tensor)) \
  FN(int32_t, backward, (ctorch_tensor loss, ctorch_optional_tensor gradient)) \
  /* NULL without an error where there is no gradient. */ \
  FN(ctorch_optional_tensor, gradient, (ctorch_tensor tensor)) \
  FN(void, clear_gradient, (ctorch_tensor tensor)) \
  FN(int32_t, set_gradient, (ctorch_tensor tensor, ctorch_tensor gradient)) \
  FN(ctorch_optional_tensor, detach, (ctorch_tensor tensor)) \
  /* What `segment` makes of the inputs, without keeping what its derivative needs: it runs again \
     when `backward` comes. `release(context)` is called when it is needed no more. */ \
  FN(ctorch_optional_tensor, recomputed, (const ctorch_tensor *_Nonnull inputs, int32_t count, ctorch_segment segment, void *_Nullable context, ctorch_release release)) \
  \
  /* Random generators. */ \
  FN(ctorch_optional_generator, generator_new, (ctorch_device device, uint64_t seed)) \
  FN(void, generator_free, (ctorch_generator generator)) \
  FN(ctorch_optional_tensor, generator_state, (ctorch_generator generator)) \
  FN(int32_t, generator_set_state, (ctorch_generator generator, ctorch_tensor state)) \
  \
  /* Creation. `data` is copied by `from_data`; `from_memory` keeps pointing at it and calls \
     `release(context)` when the last tensor over it goes. */ \
  FN(ctorch_optional_tensor, from_data, (const void *_Nonnull data, const int64_t *_Nonnull shape, int32_t rank, int32_t dtype)) \
  FN(ctorch_optional_tensor, from_memory, (void *_Nonnull data, const int64_t *_Nonnull shape, int32_t rank, int32_t dtype, ctorch_release release, void *_Nullable context)) \
  FN(ctorch_optional_tensor, full, (const int64_t *_Nonnull shape, int32_t rank, double value, int32_t dtype, ctorch_device device)) \
  FN(ctorch_optional_tensor, arange, (double start, double end, double step, int32_t dtype, ctorch_device device)) \
  FN(ctorch_optional_tensor, eye, (int64_t size, int32_t dtype, ctorch_device device)) \
  FN(ctorch_optional_tensor, normal, (const int64_t *_Nonnull shape, int32_t rank, ctorch_generator generator, int32_t dtype, ctorch_device device)) \
  FN(ctorch_optional_tensor, uniform, (const int64_t *_Nonnull shape, int32_t rank, ctorch_generator generator, int32_t dtype, ctorch_device device)) \
  FN(ctorch_optional_tensor, integers, (int64_t low, int64_t high, const int64_t *_Nonnull shape, int32_t rank, ctorch_generator generator, ctorch_device device)) \
  FN(ctorch_optional_tensor, permutation, (int64_t count, ctorch_generator generator, ctorch_device device)) \
  \
  /* Handles, properties, copies. `same` is another handle to the same tensor. */ \
  FN(void, tensor_free, (ctorch_tensor tensor)) \
  FN(ctorch_optional_tensor, same, (ctorch_tensor tensor)) \
  FN(ctorch_optional_tensor, copy, (ctorch_tensor tensor)) \
  FN(int32_t, rank, (ctorch_tensor tensor)) \
  FN(void, shape, (ctorch_tensor tensor, int64_t *_Nonnull sizes)) \
  FN(int32_t, dtype, (ctorch_tensor tensor)) \
  FN(ctorch_device, device, (ctorch_tensor tensor)) \
  FN(int64_t, count, (ctorch_tensor tensor)) \
  /* The first `capacity` bytes of the tensor's elements in row-major order, from any device. */ \
  FN(int32_t, copy_to_host, (ctorch_tensor tensor, void *_Nonnull data, size_t capacity)) \
  FN(int32_t, item, (ctorch_tensor tensor, double *_Nonnull value)) \
  FN(int32_t, assign, (ctorch_tensor destination, ctorch_tensor source)) \
  FN(ctorch_optional_tensor, to_dtype, (ctorch_tensor tensor, int32_t dtype)) \
  FN(ctorch_optional_tensor, to_device, (ctorch_tensor tensor, ctorch_device device)) \
  FN(ctorch_optional_tensor, contiguous, (ctorch_tensor tensor)) \
  FN(ctorch_optional_tensor, channels_last, (ctorch_tensor tensor)) \
  \
  /* Arithmetic, with broadcasting. */ \
  FN(ctorch_optional_tensor, add, (ctorch_tensor a, ctorch_tensor b)) \
  FN(ctorch_optional_tensor, subtract, (ctorch_tensor a, ctorch_tensor b)) \
  FN(ctorch_optional_tensor, multiply, (ctorch_tensor a, ctorch_tensor b)) \
  FN(ctorch_optional_tensor, divide, (ctorch_tensor a, ctorch_tensor b)) \
  FN(ctorch_optional_tensor, add_scalar, (ctorch_tensor a, double b)) \
  FN(ctorch_optional_tensor, multiply_scalar, (ctorch_tensor a, double b)) \
  FN(ctorch_optional_tensor, scalar_divide, (double a, ctorch_tensor b)) \
  FN(ctorch_optional_tensor, power, (ctorch_tensor a, double exponent)) \
  FN(ctorch_optional_tensor, maximum, (ctorch_tensor a, ctorch_tensor b)) \
  FN(ctorch_optional_tensor, minimum, (ctorch_tensor a, ctorch_tensor b)) \
  FN(ctorch_optional_tensor, clamp, (ctorch_tensor a, double low, double high)) \
  FN(ctorch_optional_tensor, exponential, (ctorch_tensor a)) \
  FN(ctorch_optional_tensor, logarithm, (ctorch_tensor a)) \
  FN(ctorch_optional_tensor, square_root, (ctorch_tensor a)) \
  FN(ctorch_optional_tensor, absolute, (ctorch_tensor a)) \
  FN(ctorch_optional_tensor, sine, (ctorch_tensor a)) \
  FN(ctorch_optional_tensor, cosine, (ctorch_tensor a)) \
  FN(ctorch_optional_tensor, floor_, (ctorch_tensor a)) \
  FN(ctorch_optional_tensor, round_, (ctorch_tensor a)) \
  FN(ctorch_optional_tensor, greater, (ctorch_tensor a, ctorch_tensor b)) \
  FN(ctorch_optional_tensor, greater_scalar, (ctorch_tensor a, double b)) \
  FN(ctorch_optional_tensor, equal, (ctorch_tensor a, ctorch_tensor b)) \
  FN(ctorch_optional_tensor, equal_scalar, (ctorch_tensor a, double b)) \
  FN(ctorch_optional_tensor, is_finite, (ctorch_tensor a)) \
  FN(ctorch_optional_tensor, where, (ctorch_tensor condition, ctorch_tensor a, ctorch_tensor b)) \
  FN(ctorch_optional_tensor, matmul, (ctorch_tensor a, ctorch_tensor b)) \
  \
  /* In place, outside autograd. */ \
  FN(int32_t, add_in_place, (ctorch_tensor a, ctorch_tensor b, double scale)) \
  FN(int32_t, multiply_in_place, (ctorch_tensor a, double factor)) \
  FN(int32_t, interpolate_in_place, (ctorch_tensor a, ctorch_tensor b, double weight)) \
  /* One AdamW update (Loshchilov & Hutter, ICLR 2019); `step` counts from 1. */ \
  FN(int32_t, adamw, (ctorch_tensor parameter, ctorch_tensor gradient, ctorch_tensor mean, ctorch_tensor square, double rate, double beta1, double beta2, double epsilon, double decay, int64_t step)) \
  \
  /* Reductions; no dimensions means all. */ \
  FN(ctorch_optional_tensor, sum, (ctorch_tensor a, const int64_t *_Nullable dims, int32_t count, bool keep)) \
  FN(ctorch_optional_tensor, mean, (ctorch_tensor a, const int64_t *_Nullable dims, int32_t count, bool keep)) \
  FN(ctorch_optional_tensor, variance, (ctorch_tensor a, const int64_t *_Nullable dims, int32_t count, bool unbiased, bool keep)) \
  FN(ctorch_optional_tensor, largest, (ctorch_tensor a, const int64_t *_Nullable dims, int32_t count, bool keep)) \
  FN(ctorch_optional_tensor, smallest, (ctorch_tensor a, const int64_t *_Nullable dims, int32_t count, bool keep)) \
  FN(ctorch_optional_tensor, argmax, (ctorch_tensor a, int64_t dim)) \
  FN(ctorch_optional_tensor, cumulative_product, (ctorch_tensor a, int64_t dim)) \
  \
  /* Shapes. */ \
  FN(ctorch_optional_tensor, reshape, (ctorch_tensor a, const int64_t *_Nonnull shape, int32_t rank)) \
  FN(ctorch_optional_tensor, expand, (ctorch_tensor a, const int64_t *_Nonnull shape, int32_t rank)) \
  FN(ctorch_optional_tensor, permute, (ctorch_tensor a, const int64_t *_Nonnull dims, int32_t rank)) \
  FN(ctorch_optional_tensor, transpose, (ctorch_tensor a, int64_t first, int64_t second)) \
  FN(ctorch_optional_tensor, narrow, (ctorch_tensor a, int64_t dim, int64_t start, int64_t length)) \
  FN(ctorch_optional_tensor, select, (ctorch_tensor a, int64_t dim, int64_t index)) \
  FN(ctorch_optional_tensor, index_select, (ctorch_tensor a, int64_t dim, ctorch_tensor indices)) \
  FN(ctorch_optional_tensor, gather, (ctorch_tensor a, int64_t dim, ctorch_tensor indices)) \
  FN(ctorch_optional_tensor, flip, (ctorch_tensor a, const int64_t *_Nonnull dims, int32_t count)) \
  FN(ctorch_optional_tensor, repeat_interleave, (ctorch_tensor a, int64_t repeats, int64_t dim)) \
  FN(ctorch_optional_tensor, concatenate, (const ctorch_tensor *_Nonnull tensors, int32_t count, int64_t dim)) \
  FN(ctorch_optional_tensor, stack, (const ctorch_tensor *_Nonnull tensors, int32_t count, int64_t dim)) \
  /* Amounts from the last dimension: left, right, top, bottom, … */ \
  FN(ctorch_optional_tensor, pad, (ctorch_tensor a, const int64_t *_Nonnull amounts, int32_t count, double value)) \
  \
  /* Networks. */ \
  FN(ctorch_optional_tensor, linear, (ctorch_tensor input, ctorch_tensor weight, ctorch_optional_tensor bias)) \
  FN(ctorch_optional_tensor, convolution, (ctorch_tensor input, ctorch_tensor weight, ctorch_optional_tensor bias, int64_t stride, int64_t padding, int64_t groups)) \
  FN(ctorch_optional_tensor, group_norm, (ctorch_tensor input, int64_t groups, ctorch_optional_tensor weight, ctorch_optional_tensor bias, double epsilon)) \
  FN(ctorch_optional_tensor, layer_norm, (ctorch_tensor input, ctorch_optional_tensor weight, ctorch_optional_tensor bias, double epsilon)) \
  /* With the running statistics where not training; updates them in place where training. */ \
  FN(ctorch_optional_tensor, batch_norm, (ctorch_tensor input, ctorch_optional_tensor weight, ctorch_optional_tensor bias, ctorch_optional_tensor mean, ctorch_optional_tensor variance, bool training, double momentum, double epsilon)) \
  FN(ctorch_optional_tensor, embedding, (ctorch_tensor weight, ctorch_tensor indices)) \
  FN(ctorch_optional_tensor, relu, (ctorch_tensor a)) \
  FN(ctorch_optional_tensor, silu, (ctorch_tensor a)) \
  FN(ctorch_optional_tensor, gelu, (ctorch_tensor a, bool tanh_approximation)) \
  FN(ctorch_optional_tensor, sigmoid, (ctorch_tensor a)) \
  FN(ctorch_optional_tensor, log_sigmoid, (ctorch_tensor a)) \
  FN(ctorch_optional_tensor, tanh_, (ctorch_tensor a)) \
  FN(ctorch_optional_tensor, softmax, (ctorch_tensor a, int64_t dim)) \
  FN(ctorch_optional_tensor, log_softmax, (ctorch_tensor a, int64_t dim)) \
  /* softmax(Q Kᵀ · scale + mask) V over the last two dimensions. */ \
  FN(ctorch_optional_tensor, attention, (ctorch_tensor query, ctorch_tensor key, ctorch_tensor value, ctorch_optional_tensor mask, double scale)) \
  FN(ctorch_optional_tensor, upsample_nearest, (ctorch_tensor a, int64_t height, int64_t width)) \
  FN(ctorch_optional_tensor, upsample_bilinear, (ctorch_tensor a, int64_t height, int64_t width)) \
  FN(ctorch_optional_tensor, average_pool, (ctorch_tensor a, int64_t size, int64_t stride, int64_t padding)) \
  FN(ctorch_optional_tensor, max_pool, (ctorch_tensor a, int64_t size, int64_t stride, int64_t padding)) \
  FN(ctorch_optional_tensor, adaptive_average_pool, (ctorch_tensor a, int64_t height, int64_t width)) \
  /* Sampling at `theta` [N, 2, 3] in coordinates of [-1, 1], corners not aligned; zeros or the \
     border's value outside. */ \
  FN(ctorch_optional_tensor, affine_sample, (ctorch_tensor input, ctorch_tensor theta, int64_t height, int64_t width, bool border)) \
  FN(ctorch_optional_tensor, binary_cross_entropy, (ctorch_tensor logits, ctorch_tensor targets, ctorch_optional_tensor weight)) \
  FN(ctorch_optional_tensor, cross_entropy, (ctorch_tensor logits, ctorch_tensor targets)) \
  FN(ctorch_optional_tensor, smooth_l1, (ctorch_tensor a, ctorch_tensor b, double beta)) \
  \
  /* Linear algebra, in the tensor's precision. */ \
  FN(ctorch_optional_tensor, least_squares, (ctorch_tensor a, ctorch_tensor b)) \
  /* Eigenvalues in ascending order; the eigenvectors are the columns of `vectors`. */ \
  FN(ctorch_optional_tensor, symmetric_eigen, (ctorch_tensor a, ctorch_optional_tensor *_Nonnull vectors)) \
  \
  /* TorchScript files, not training. A module takes tensors and gives one. */ \
  FN(ctorch_optional_module, module_load, (const char *_Nonnull path, ctorch_device device)) \
  FN(void, module_free, (ctorch_module module)) \
  FN(ctorch_optional_tensor, module_call, (ctorch_module module, const ctorch_tensor *_Nonnull arguments, int32_t count))
// clang-format on

typedef struct {
#define FN(result, name, arguments) result(*_Nonnull name) arguments;
  CTORCH_FUNCTIONS(FN)
#undef FN
} ctorch_table;

/// Looked up in the library; fails for no reason.
typedef const ctorch_table *_Nonnull (*_Nonnull ctorch_table_function)(void);
#define CTORCH_TABLE_SYMBOL "ctorch_get_table"

/// What the table's functions are called and take: libraries built of other sources have another.
static inline const char *_Nonnull ctorch_layout(void) {
#define FN(result, name, arguments) #result " " #name #arguments ";"
  return CTORCH_FUNCTIONS(FN);
#undef FN
}

/// The layout that the library was built with.
typedef const char *_Nonnull (*_Nonnull ctorch_layout_function)(void);
#define CTORCH_LAYOUT_SYMBOL "ctorch_get_layout"

/// The processors in the calling thread's affinity mask; 0 where it cannot be had.
int32_t ctorch_available_processors(void);

#ifdef __cplusplus
}
#endif
