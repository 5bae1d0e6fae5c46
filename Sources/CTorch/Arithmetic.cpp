#include "Functions.h"
#include "Support.h"

#include <c10/core/GradMode.h>

#include <cmath>

namespace ctorch::functions {

#define BINARY(name, expression) \
  ctorch_optional_tensor name(ctorch_tensor a, ctorch_tensor b) { \
    return making([&] { \
      auto &x = unwrap(a); \
      auto &y = unwrap(b); \
      return expression; \
    }); \
  }

#define UNARY(name, expression) \
  ctorch_optional_tensor name(ctorch_tensor a) { \
    return making([&] { \
      auto &x = unwrap(a); \
      return expression; \
    }); \
  }

BINARY(add, x + y)
BINARY(subtract, x - y)
BINARY(multiply, x * y)
BINARY(divide, x / y)
BINARY(maximum, at::maximum(x, y))
BINARY(minimum, at::minimum(x, y))
BINARY(greater, x.gt(y))
BINARY(equal, x.eq(y))
BINARY(matmul, at::matmul(x, y))

UNARY(exponential, x.exp())
UNARY(logarithm, x.log())
UNARY(square_root, x.sqrt())
UNARY(absolute, x.abs())
UNARY(sine, x.sin())
UNARY(cosine, x.cos())
UNARY(floor_, x.floor())
UNARY(round_, x.round())
UNARY(is_finite, at::isfinite(x))
UNARY(relu, at::relu(x))
UNARY(silu, at::silu(x))
UNARY(sigmoid, at::sigmoid(x))
UNARY(log_sigmoid, at::log_sigmoid(x))
UNARY(tanh_, at::tanh(x))

#undef BINARY
#undef UNARY

ctorch_optional_tensor gelu(ctorch_tensor a, bool tanh_approximation) {
  return making([&] { return at::gelu(unwrap(a), tanh_approximation ? "tanh" : "none"); });
}

ctorch_optional_tensor add_scalar(ctorch_tensor a, double b) {
  return making([&] { return unwrap(a) + b; });
}

ctorch_optional_tensor multiply_scalar(ctorch_tensor a, double b) {
  return making([&] { return unwrap(a) * b; });
}

ctorch_optional_tensor scalar_divide(double a, ctorch_tensor b) {
  return making([&] { return unwrap(b).reciprocal() * a; });
}

ctorch_optional_tensor power(ctorch_tensor a, double exponent) {
  return making([&] { return unwrap(a).pow(exponent); });
}

ctorch_optional_tensor clamp(ctorch_tensor a, double low, double high) {
  return making([&] {
    c10::optional<at::Scalar> lower, upper;
    if (std::isfinite(low)) lower = low;
    if (std::isfinite(high)) upper = high;
    return unwrap(a).clamp(lower, upper);
  });
}

ctorch_optional_tensor greater_scalar(ctorch_tensor a, double b) {
  return making([&] { return unwrap(a).gt(b); });
}

ctorch_optional_tensor equal_scalar(ctorch_tensor a, double b) {
  return making([&] { return unwrap(a).eq(b); });
}

ctorch_optional_tensor where(ctorch_tensor condition, ctorch_tensor a, ctorch_tensor b) {
  return making([&] { return at::where(unwrap(condition), unwrap(a), unwrap(b)); });
}

// In place

int32_t add_in_place(ctorch_tensor a, ctorch_tensor b, double scale) {
  return doing([&] {
    c10::AutoGradMode guard(false);
    unwrap(a).add_(unwrap(b), scale);
  });
}

int32_t multiply_in_place(ctorch_tensor a, double factor) {
  return doing([&] {
    c10::AutoGradMode guard(false);
    unwrap(a).mul_(factor);
  });
}

int32_t interpolate_in_place(ctorch_tensor a, ctorch_tensor b, double weight) {
  return doing([&] {
    c10::AutoGradMode guard(false);
    unwrap(a).lerp_(unwrap(b), weight);
  });
}

int32_t adamw(
    ctorch_tensor parameter, ctorch_tensor gradient, ctorch_tensor mean, ctorch_tensor square,
    double rate, double beta1, double beta2, double epsilon, double decay, int64_t step) {
  return doing([&] {
    c10::AutoGradMode guard(false);
    auto &p = unwrap(parameter);
    auto &g = unwrap(gradient);
    auto &m = unwrap(mean);
    auto &v = unwrap(square);
    p.mul_(1 - rate * decay);
    m.mul_(beta1).add_(g, 1 - beta1);
    v.mul_(beta2).addcmul_(g, g, 1 - beta2);
    double mean_correction = 1 - std::pow(beta1, static_cast<double>(step));
    double square_correction = 1 - std::pow(beta2, static_cast<double>(step));
    auto denominator = v.sqrt().div_(std::sqrt(square_correction)).add_(epsilon);
    p.addcdiv_(m, denominator, -rate / mean_correction);
  });
}

// Reductions

static at::OptionalIntArrayRef dimensions(const int64_t *dims, int32_t count) {
  if (dims == nullptr || count == 0) return c10::nullopt;
  return at::OptionalIntArrayRef(list(dims, count));
}

ctorch_optional_tensor sum(ctorch_tensor a, const int64_t *dims, int32_t count, bool keep) {
  return making([&] { return unwrap(a).sum(dimensions(dims, count), keep); });
}

ctorch_optional_tensor mean(ctorch_tensor a, const int64_t *dims, int32_t count, bool keep) {
  return making([&] { return unwrap(a).mean(dimensions(dims, count), keep); });
}

ctorch_optional_tensor variance(
    ctorch_tensor a, const int64_t *dims, int32_t count, bool unbiased, bool keep) {
  return making([&] {
    if (count == 0) return unwrap(a).var(unbiased);
    return unwrap(a).var(list(dims, count), unbiased, keep);
  });
}

ctorch_optional_tensor largest(ctorch_tensor a, const int64_t *dims, int32_t count, bool keep) {
  return making([&] { return at::amax(unwrap(a), list(dims, count), keep); });
}

ctorch_optional_tensor smallest(ctorch_tensor a, const int64_t *dims, int32_t count, bool keep) {
  return making([&] { return at::amin(unwrap(a), list(dims, count), keep); });
}

ctorch_optional_tensor argmax(ctorch_tensor a, int64_t dim) {
  return making([&] { return unwrap(a).argmax(dim); });
}

ctorch_optional_tensor cumulative_product(ctorch_tensor a, int64_t dim) {
  return making([&] { return unwrap(a).cumprod(dim); });
}

// Linear algebra

ctorch_optional_tensor least_squares(ctorch_tensor a, ctorch_tensor b) {
  return making([&] {
    return std::get<0>(at::linalg_lstsq(unwrap(a), unwrap(b), c10::nullopt, "gelsd"));
  });
}

ctorch_optional_tensor symmetric_eigen(ctorch_tensor a, ctorch_optional_tensor *vectors) {
  return making([&] {
    auto result = at::linalg_eigh(unwrap(a), "L");
    *vectors = wrap(std::get<1>(result));
    return std::get<0>(result);
  });
}

}  // namespace ctorch::functions
