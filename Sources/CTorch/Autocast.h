#pragma once

#include "Support.h"

#include <ATen/autocast_mode.h>
#include <torch/csrc/api/include/torch/version.h>

namespace ctorch {

/// The lower precision of eligible operations on one type of device, on the calling thread.
struct Autocast {
  /// -1 is none.
  int32_t dtype;

  static Autocast current(bool cuda) {
#if TORCH_VERSION_MAJOR >= 2 && TORCH_VERSION_MINOR >= 4
    auto device = cuda ? at::kCUDA : at::kCPU;
    bool enabled = at::autocast::is_autocast_enabled(device);
    auto type = at::autocast::get_autocast_dtype(device);
#else
    bool enabled = cuda ? at::autocast::is_enabled() : at::autocast::is_cpu_enabled();
    auto type = cuda ? at::autocast::get_autocast_gpu_dtype()
                     : at::autocast::get_autocast_cpu_dtype();
#endif
    return {enabled ? dtype_code(type) : -1};
  }

  void apply(bool cuda) const {
    bool enabled = dtype >= 0;
#if TORCH_VERSION_MAJOR >= 2 && TORCH_VERSION_MINOR >= 4
    auto device = cuda ? at::kCUDA : at::kCPU;
    if (enabled) at::autocast::set_autocast_dtype(device, scalar_type(dtype));
    at::autocast::set_autocast_enabled(device, enabled);
#else
    if (cuda) {
      if (enabled) at::autocast::set_autocast_gpu_dtype(scalar_type(dtype));
      at::autocast::set_enabled(enabled);
    } else {
      if (enabled) at::autocast::set_autocast_cpu_dtype(scalar_type(dtype));
      at::autocast::set_cpu_enabled(enabled);
    }
#endif
  }
};

/// Sets it, and puts back what was set before; weights that were converted for it are forgotten,
/// because an optimiser may change them.
class AutocastScope {
 public:
  AutocastScope(Autocast autocast, bool cuda) : before(Autocast::current(cuda)), cuda(cuda) {
    autocast.apply(cuda);
  }
  ~AutocastScope() {
    before.apply(cuda);
    if (before.dtype < 0) at::autocast::clear_cache();
  }

 private:
  Autocast before;
  bool cuda;
};

}  // namespace ctorch
