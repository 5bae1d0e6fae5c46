#include "Autocast.h"
#include "Functions.h"
#include "Support.h"

#include <ATen/CPUGeneratorImpl.h>
#include <ATen/Parallel.h>
#include <ATen/Version.h>
#include <c10/core/GradMode.h>
#include <torch/csrc/api/include/torch/version.h>

#if TORCH_VERSION_MAJOR >= 2 && TORCH_VERSION_MINOR >= 9
#include <c10/core/CachingDeviceAllocator.h>
#endif

void ctorch::forbid_tf32() {
  at::globalContext().setAllowTF32CuDNN(false);
  at::globalContext().setAllowTF32CuBLAS(false);
}

namespace ctorch::functions {

const char *last_error(void) { return ctorch::last_error.c_str(); }

const char *version(void) { return TORCH_VERSION; }

const char *parallel_info(void) {
  static thread_local std::string text;
  text = at::get_parallel_info();
  return text.c_str();
}

const char *configuration(void) {
  static thread_local std::string text;
  text = at::show_config();
  return text.c_str();
}

const char *cpu_capability(void) {
  static thread_local std::string text;
#if TORCH_VERSION_MAJOR >= 2
  text = at::get_cpu_capability();
#else
  std::string config = at::show_config();
  const std::string marker = "CPU capability usage: ";
  auto start = config.find(marker);
  text = start == std::string::npos
             ? "unknown"
             : config.substr(start + marker.size(), config.find('\n', start) - start - marker.size());
#endif
  return text.c_str();
}

void set_thread_count(int32_t count) { at::set_num_threads(count); }

int32_t thread_count(void) { return at::get_num_threads(); }

int32_t cuda_device_count(void) {
  return guarded<int32_t>(0, [] {
    return at::hasCUDA() ? static_cast<int32_t>(at::detail::getCUDAHooks().getNumGPUs()) : 0;
  });
}

int32_t synchronize(ctorch_device device) {
  return doing([&] {
    if (device < 0) return;
    at::detail::getCUDAHooks().deviceSynchronize(static_cast<c10::DeviceIndex>(device));
  });
}

bool allows_tf32(void) {
  return guarded(true, [] {
    return at::globalContext().allowTF32CuDNN() || at::globalContext().allowTF32CuBLAS();
  });
}

int64_t cuda_memory(ctorch_device device, bool peak) {
  return guarded<int64_t>(0, [&]() -> int64_t {
    if (device < 0) return 0;
#if TORCH_VERSION_MAJOR >= 2 && TORCH_VERSION_MINOR >= 9
    auto *allocator = at::getDeviceAllocator(at::kCUDA);
    auto stats = allocator->getDeviceStats(static_cast<c10::DeviceIndex>(device));
    auto &bytes = stats.allocated_bytes[0];
    return peak ? bytes.peak : bytes.current;
#else
    (void)peak;
    return 0;
#endif
  });
}

int32_t set_autocast(bool cuda, int32_t dtype) {
  return guarded<int32_t>(-2, [&] {
    auto before = Autocast::current(cuda);
    Autocast{dtype}.apply(cuda);
    return before.dtype;
  });
}

void clear_autocast_cache(void) { at::autocast::clear_cache(); }

bool set_gradient_enabled(bool enabled) {
  bool before = c10::GradMode::is_enabled();
  c10::GradMode::set_enabled(enabled);
  return before;
}

ctorch_optional_generator generator_new(ctorch_device device, uint64_t seed) {
  return guarded<ctorch_optional_generator>(nullptr, [&]() -> ctorch_optional_generator {
    at::Generator generator;
    if (device < 0) {
      generator = at::detail::createCPUGenerator(seed);
    } else {
      auto index = static_cast<c10::DeviceIndex>(device);
      generator = at::globalContext().defaultGenerator(at::Device(at::kCUDA, index)).clone();
      generator.set_current_seed(seed);
    }
    return reinterpret_cast<ctorch_generator>(new at::Generator(std::move(generator)));
  });
}

void generator_free(ctorch_generator generator) {
  delete reinterpret_cast<at::Generator *>(generator);
}

ctorch_optional_tensor generator_state(ctorch_generator generator) {
  return making([&] {
    auto &source = *reinterpret_cast<at::Generator *>(generator);
    std::lock_guard<std::mutex> lock(source.mutex());
    return source.get_state();
  });
}

int32_t generator_set_state(ctorch_generator generator, ctorch_tensor state) {
  return doing([&] {
    auto &target = *reinterpret_cast<at::Generator *>(generator);
    std::lock_guard<std::mutex> lock(target.mutex());
    target.set_state(unwrap(state));
  });
}

}  // namespace ctorch::functions
