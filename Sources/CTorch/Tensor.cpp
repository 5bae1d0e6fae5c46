#include "Functions.h"
#include "Support.h"

#include <c10/core/GradMode.h>

#include <cstring>

namespace ctorch::functions {

// Autograd

int32_t set_requires_gradient(ctorch_tensor tensor, bool required) {
  return doing([&] { unwrap(tensor).set_requires_grad(required); });
}

bool requires_gradient(ctorch_tensor tensor) { return unwrap(tensor).requires_grad(); }

int32_t backward(ctorch_tensor loss, ctorch_optional_tensor gradient) {
  return doing([&] {
    at::Tensor seed = gradient ? unwrap(gradient) : at::Tensor();
    unwrap(loss).backward(seed);
  });
}

ctorch_optional_tensor gradient(ctorch_tensor tensor) {
  auto &value = unwrap(tensor).mutable_grad();
  return value.defined() ? wrap(value) : nullptr;
}

void clear_gradient(ctorch_tensor tensor) { unwrap(tensor).mutable_grad().reset(); }

int32_t set_gradient(ctorch_tensor tensor, ctorch_tensor gradient) {
  return doing([&] { unwrap(tensor).mutable_grad() = unwrap(gradient); });
}

ctorch_optional_tensor detach(ctorch_tensor tensor) {
  return making([&] { return unwrap(tensor).detach(); });
}

// Creation

ctorch_optional_tensor from_data(
    const void *data, const int64_t *shape, int32_t rank, int32_t dtype) {
  return making([&] {
    auto tensor = at::empty(list(shape, rank), at::TensorOptions(scalar_type(dtype)));
    std::memcpy(tensor.data_ptr(), data, tensor.nbytes());
    return tensor;
  });
}

ctorch_optional_tensor from_memory(
    void *data, const int64_t *shape, int32_t rank, int32_t dtype, ctorch_release release,
    void *context) {
  return making([&] {
    return at::from_blob(
        data, list(shape, rank), [release, context](void *) { release(context); },
        at::TensorOptions(scalar_type(dtype)));
  });
}

static at::TensorOptions options(int32_t dtype, ctorch_device device) {
  return at::TensorOptions(scalar_type(dtype)).device(device_of(device));
}

ctorch_optional_tensor full(
    const int64_t *shape, int32_t rank, double value, int32_t dtype, ctorch_device device) {
  return making([&] { return at::full(list(shape, rank), value, options(dtype, device)); });
}

ctorch_optional_tensor arange(
    double start, double end, double step, int32_t dtype, ctorch_device device) {
  return making([&] { return at::arange(start, end, step, options(dtype, device)); });
}

ctorch_optional_tensor eye(int64_t size, int32_t dtype, ctorch_device device) {
  return making([&] { return at::eye(size, options(dtype, device)); });
}

static at::Generator &unwrap_generator(ctorch_generator generator) {
  return *reinterpret_cast<at::Generator *>(generator);
}

ctorch_optional_tensor normal(
    const int64_t *shape, int32_t rank, ctorch_generator generator, int32_t dtype,
    ctorch_device device) {
  return making([&] {
    return at::randn(list(shape, rank), unwrap_generator(generator), options(dtype, device));
  });
}

ctorch_optional_tensor uniform(
    const int64_t *shape, int32_t rank, ctorch_generator generator, int32_t dtype,
    ctorch_device device) {
  return making([&] {
    return at::rand(list(shape, rank), unwrap_generator(generator), options(dtype, device));
  });
}

ctorch_optional_tensor integers(
    int64_t low, int64_t high, const int64_t *shape, int32_t rank, ctorch_generator generator,
    ctorch_device device) {
  return making([&] {
    return at::randint(
        low, high, list(shape, rank), unwrap_generator(generator),
        options(ctorch_int64, device));
  });
}

ctorch_optional_tensor permutation(
    int64_t count, ctorch_generator generator, ctorch_device device) {
  return making([&] {
    return at::randperm(count, unwrap_generator(generator), options(ctorch_int64, device));
  });
}

// Handles and copies

void tensor_free(ctorch_tensor tensor) { delete reinterpret_cast<at::Tensor *>(tensor); }

ctorch_optional_tensor same(ctorch_tensor tensor) {
  return making([&] { return unwrap(tensor); });
}

ctorch_optional_tensor copy(ctorch_tensor tensor) {
  return making([&] { return unwrap(tensor).clone(); });
}

int32_t rank(ctorch_tensor tensor) { return static_cast<int32_t>(unwrap(tensor).dim()); }

void shape(ctorch_tensor tensor, int64_t *sizes) {
  auto values = unwrap(tensor).sizes();
  std::copy(values.begin(), values.end(), sizes);
}

int32_t dtype(ctorch_tensor tensor) { return dtype_code(unwrap(tensor).scalar_type()); }

ctorch_device device(ctorch_tensor tensor) {
  auto &value = unwrap(tensor);
  return value.is_cpu() ? -1 : static_cast<int32_t>(value.device().index());
}

int64_t count(ctorch_tensor tensor) { return unwrap(tensor).numel(); }

int32_t copy_to_host(ctorch_tensor tensor, void *data, size_t capacity) {
  return doing([&] {
    auto source = unwrap(tensor).detach().to(at::kCPU).contiguous();
    std::memcpy(data, source.data_ptr(), std::min<size_t>(capacity, source.nbytes()));
  });
}

int32_t item(ctorch_tensor tensor, double *value) {
  return doing([&] { *value = unwrap(tensor).item().toDouble(); });
}

int32_t assign(ctorch_tensor destination, ctorch_tensor source) {
  return doing([&] {
    c10::AutoGradMode guard(false);
    unwrap(destination).copy_(unwrap(source));
  });
}

ctorch_optional_tensor to_dtype(ctorch_tensor tensor, int32_t dtype) {
  return making([&] { return unwrap(tensor).to(scalar_type(dtype)); });
}

ctorch_optional_tensor to_device(ctorch_tensor tensor, ctorch_device device) {
  return making([&] { return unwrap(tensor).to(device_of(device)); });
}

ctorch_optional_tensor contiguous(ctorch_tensor tensor) {
  return making([&] { return unwrap(tensor).contiguous(); });
}

ctorch_optional_tensor channels_last(ctorch_tensor tensor) {
  return making([&] { return unwrap(tensor).contiguous(at::MemoryFormat::ChannelsLast); });
}

// Shapes

ctorch_optional_tensor reshape(ctorch_tensor a, const int64_t *shape, int32_t rank) {
  return making([&] { return unwrap(a).reshape(list(shape, rank)); });
}

ctorch_optional_tensor expand(ctorch_tensor a, const int64_t *shape, int32_t rank) {
  return making([&] { return unwrap(a).expand(list(shape, rank)); });
}

ctorch_optional_tensor permute(ctorch_tensor a, const int64_t *dims, int32_t rank) {
  return making([&] { return unwrap(a).permute(list(dims, rank)); });
}

ctorch_optional_tensor transpose(ctorch_tensor a, int64_t first, int64_t second) {
  return making([&] { return unwrap(a).transpose(first, second); });
}

ctorch_optional_tensor narrow(ctorch_tensor a, int64_t dim, int64_t start, int64_t length) {
  return making([&] { return unwrap(a).narrow(dim, start, length); });
}

ctorch_optional_tensor select(ctorch_tensor a, int64_t dim, int64_t index) {
  return making([&] { return unwrap(a).select(dim, index); });
}

ctorch_optional_tensor index_select(ctorch_tensor a, int64_t dim, ctorch_tensor indices) {
  return making([&] { return unwrap(a).index_select(dim, unwrap(indices)); });
}

ctorch_optional_tensor gather(ctorch_tensor a, int64_t dim, ctorch_tensor indices) {
  return making([&] { return unwrap(a).gather(dim, unwrap(indices)); });
}

ctorch_optional_tensor flip(ctorch_tensor a, const int64_t *dims, int32_t count) {
  return making([&] { return unwrap(a).flip(list(dims, count)); });
}

ctorch_optional_tensor repeat_interleave(ctorch_tensor a, int64_t repeats, int64_t dim) {
  return making([&] { return unwrap(a).repeat_interleave(repeats, dim); });
}

static std::vector<at::Tensor> gathered(const ctorch_tensor *tensors, int32_t count) {
  std::vector<at::Tensor> values;
  values.reserve(static_cast<size_t>(count));
  for (int32_t i = 0; i < count; ++i) values.push_back(unwrap(tensors[i]));
  return values;
}

ctorch_optional_tensor concatenate(const ctorch_tensor *tensors, int32_t count, int64_t dim) {
  return making([&] { return at::cat(gathered(tensors, count), dim); });
}

ctorch_optional_tensor stack(const ctorch_tensor *tensors, int32_t count, int64_t dim) {
  return making([&] { return at::stack(gathered(tensors, count), dim); });
}

ctorch_optional_tensor pad(
    ctorch_tensor a, const int64_t *amounts, int32_t count, double value) {
  return making([&] { return at::constant_pad_nd(unwrap(a), list(amounts, count), value); });
}

}  // namespace ctorch::functions
