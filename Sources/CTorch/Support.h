#pragma once

#include "CTorchInterface.h"

#include <ATen/ATen.h>

#include <exception>
#include <string>

/// What every file of this target needs: handles to tensors and back, and the guard that keeps
/// exceptions inside.
namespace ctorch {

inline thread_local std::string last_error;

inline at::Tensor &unwrap(ctorch_tensor tensor) {
  return *reinterpret_cast<at::Tensor *>(tensor);
}

inline ctorch_tensor wrap(at::Tensor tensor) {
  return reinterpret_cast<ctorch_tensor>(new at::Tensor(std::move(tensor)));
}

inline c10::optional<at::Tensor> optional(ctorch_optional_tensor tensor) {
  if (tensor == nullptr) return c10::nullopt;
  return unwrap(tensor);
}

at::ScalarType scalar_type(int32_t dtype);
int32_t dtype_code(at::ScalarType type);
at::Device device_of(ctorch_device device);

/// Has fp32 computed in fp32 on CUDA, where convolutions are TF32 by default: ratios of
/// log-probabilities cannot bear its ten bits.
void forbid_tf32();

/// Keeps the first sentence of libtorch's message, without its backtrace.
void remember_error(const char *message);

/// Runs `body`, and turns an exception into a remembered message and `failure`.
template <class Result, class Body> Result guarded(Result failure, Body &&body) {
  try {
    return body();
  } catch (const c10::Error &error) {
    remember_error(error.what_without_backtrace());
  } catch (const std::exception &error) {
    remember_error(error.what());
  } catch (...) {
    remember_error("an exception of unknown type was thrown by libtorch");
  }
  return failure;
}

/// A guarded function that makes a tensor.
template <class Body> ctorch_optional_tensor making(Body &&body) {
  return guarded<ctorch_optional_tensor>(nullptr, [&] { return wrap(body()); });
}

/// A guarded function that does something; 0 means done.
template <class Body> int32_t doing(Body &&body) {
  return guarded<int32_t>(1, [&] {
    body();
    return 0;
  });
}

inline at::IntArrayRef list(const int64_t *values, int32_t count) {
  return at::IntArrayRef(values, static_cast<size_t>(count));
}

}  // namespace ctorch
