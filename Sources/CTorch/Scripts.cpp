#include "Functions.h"
#include "Support.h"

#include <torch/script.h>

namespace ctorch::functions {

ctorch_optional_module module_load(const char *path, ctorch_device device) {
  return guarded<ctorch_optional_module>(nullptr, [&]() -> ctorch_optional_module {
    auto loaded = torch::jit::load(path, device_of(device));
    loaded.eval();
    return reinterpret_cast<ctorch_module>(new torch::jit::Module(std::move(loaded)));
  });
}

void module_free(ctorch_module module) { delete reinterpret_cast<torch::jit::Module *>(module); }

ctorch_optional_tensor module_call(
    ctorch_module module, const ctorch_tensor *arguments, int32_t count) {
  return making([&] {
    std::vector<c10::IValue> values;
    for (int32_t index = 0; index < count; ++index) values.emplace_back(unwrap(arguments[index]));
    return reinterpret_cast<torch::jit::Module *>(module)->forward(std::move(values)).toTensor();
  });
}

}  // namespace ctorch::functions
