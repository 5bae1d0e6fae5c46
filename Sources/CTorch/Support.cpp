#include "Support.h"

namespace ctorch {

at::ScalarType scalar_type(int32_t dtype) {
  switch (dtype) {
  case ctorch_float32: return at::kFloat;
  case ctorch_float16: return at::kHalf;
  case ctorch_bfloat16: return at::kBFloat16;
  case ctorch_float64: return at::kDouble;
  case ctorch_int64: return at::kLong;
  case ctorch_int32: return at::kInt;
  case ctorch_int16: return at::kShort;
  case ctorch_int8: return at::kChar;
  case ctorch_uint8: return at::kByte;
  case ctorch_bool: return at::kBool;
  }
  throw std::invalid_argument("unknown element type");
}

int32_t dtype_code(at::ScalarType type) {
  switch (type) {
  case at::kFloat: return ctorch_float32;
  case at::kHalf: return ctorch_float16;
  case at::kBFloat16: return ctorch_bfloat16;
  case at::kDouble: return ctorch_float64;
  case at::kLong: return ctorch_int64;
  case at::kInt: return ctorch_int32;
  case at::kShort: return ctorch_int16;
  case at::kChar: return ctorch_int8;
  case at::kByte: return ctorch_uint8;
  case at::kBool: return ctorch_bool;
  default: return -1;
  }
}

at::Device device_of(ctorch_device device) {
  if (device < 0) return at::Device(at::kCPU);
  return at::Device(at::kCUDA, static_cast<c10::DeviceIndex>(device));
}

void remember_error(const char *message) {
  std::string text(message);
  auto end = text.find("\nException raised from");
  if (end != std::string::npos) text.resize(end);
  while (!text.empty() && (text.back() == '\n' || text.back() == ' ')) text.pop_back();
  last_error = text;
}

}  // namespace ctorch
