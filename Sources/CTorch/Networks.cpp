#include "Functions.h"
#include "Support.h"

#include <torch/csrc/api/include/torch/version.h>

namespace ctorch::functions {

ctorch_optional_tensor linear(
    ctorch_tensor input, ctorch_tensor weight, ctorch_optional_tensor bias) {
  return making([&] { return at::linear(unwrap(input), unwrap(weight), optional(bias)); });
}

ctorch_optional_tensor convolution(
    ctorch_tensor input, ctorch_tensor weight, ctorch_optional_tensor bias, int64_t stride,
    int64_t padding, int64_t groups) {
  return making([&] {
    return at::conv2d(
        unwrap(input), unwrap(weight), optional(bias), {stride, stride}, {padding, padding},
        {1, 1}, groups);
  });
}

ctorch_optional_tensor group_norm(
    ctorch_tensor input, int64_t groups, ctorch_optional_tensor weight,
    ctorch_optional_tensor bias, double epsilon) {
  return making([&] {
    return at::group_norm(
        unwrap(input), groups, optional(weight), optional(bias), epsilon, false);
  });
}

ctorch_optional_tensor layer_norm(
    ctorch_tensor input, ctorch_optional_tensor weight, ctorch_optional_tensor bias,
    double epsilon) {
  return making([&] {
    auto &value = unwrap(input);
    return at::layer_norm(
        value, {value.size(-1)}, optional(weight), optional(bias), epsilon, false);
  });
}

ctorch_optional_tensor batch_norm(
    ctorch_tensor input, ctorch_optional_tensor weight, ctorch_optional_tensor bias,
    ctorch_optional_tensor mean, ctorch_optional_tensor variance, bool training,
    double momentum, double epsilon) {
  return making([&] {
    return at::batch_norm(
        unwrap(input), optional(weight), optional(bias), optional(mean), optional(variance),
        training, momentum, epsilon, false);
  });
}

ctorch_optional_tensor embedding(ctorch_tensor weight, ctorch_tensor indices) {
  return making([&] { return at::embedding(unwrap(weight), unwrap(indices)); });
}

ctorch_optional_tensor softmax(ctorch_tensor a, int64_t dim) {
  return making([&] { return at::softmax(unwrap(a), dim); });
}

ctorch_optional_tensor log_softmax(ctorch_tensor a, int64_t dim) {
  return making([&] { return at::log_softmax(unwrap(a), dim); });
}

ctorch_optional_tensor attention(
    ctorch_tensor query, ctorch_tensor key, ctorch_tensor value, ctorch_optional_tensor mask,
    double scale) {
  return making([&] {
    auto &q = unwrap(query);
    auto &k = unwrap(key);
    auto &v = unwrap(value);
#if TORCH_VERSION_MAJOR >= 2 && TORCH_VERSION_MINOR >= 1
    return at::scaled_dot_product_attention(q, k, v, optional(mask), 0.0, false, scale);
#else
    auto scores = at::matmul(q * scale, k.transpose(-2, -1));
    if (mask != nullptr) scores = scores + unwrap(mask);
    return at::matmul(at::softmax(scores, -1), v);
#endif
  });
}

ctorch_optional_tensor upsample_nearest(ctorch_tensor a, int64_t height, int64_t width) {
  return making([&] { return at::upsample_nearest2d(unwrap(a), {height, width}); });
}

ctorch_optional_tensor upsample_bilinear(ctorch_tensor a, int64_t height, int64_t width) {
  return making([&] { return at::upsample_bilinear2d(unwrap(a), {height, width}, false); });
}

ctorch_optional_tensor average_pool(
    ctorch_tensor a, int64_t size, int64_t stride, int64_t padding) {
  return making([&] {
    return at::avg_pool2d(unwrap(a), {size, size}, {stride, stride}, {padding, padding});
  });
}

ctorch_optional_tensor max_pool(
    ctorch_tensor a, int64_t size, int64_t stride, int64_t padding) {
  return making([&] {
    return at::max_pool2d(unwrap(a), {size, size}, {stride, stride}, {padding, padding});
  });
}

ctorch_optional_tensor adaptive_average_pool(ctorch_tensor a, int64_t height, int64_t width) {
  return making([&] { return at::adaptive_avg_pool2d(unwrap(a), {height, width}); });
}

ctorch_optional_tensor affine_sample(
    ctorch_tensor input, ctorch_tensor theta, int64_t height, int64_t width, bool border) {
  return making([&] {
    constexpr int64_t bilinear = 0, zeros = 0, border_values = 1;
    auto &image = unwrap(input);
    auto grid = at::affine_grid_generator(
        unwrap(theta), {image.size(0), image.size(1), height, width}, false);
    return at::grid_sampler(image, grid, bilinear, border ? border_values : zeros, false);
  });
}

ctorch_optional_tensor binary_cross_entropy(
    ctorch_tensor logits, ctorch_tensor targets, ctorch_optional_tensor weight) {
  return making([&] {
    return at::binary_cross_entropy_with_logits(
        unwrap(logits), unwrap(targets), optional(weight), {}, at::Reduction::None);
  });
}

ctorch_optional_tensor cross_entropy(ctorch_tensor logits, ctorch_tensor targets) {
  return making([&] { return at::cross_entropy_loss(unwrap(logits), unwrap(targets)); });
}

ctorch_optional_tensor smooth_l1(ctorch_tensor a, ctorch_tensor b, double beta) {
  return making([&] {
    return at::smooth_l1_loss(unwrap(a), unwrap(b), at::Reduction::Mean, beta);
  });
}

}  // namespace ctorch::functions
