#pragma once

#include "CTorchInterface.h"

#ifdef __cplusplus
extern "C"
#endif
/// The library's only export: see `CTorchInterface.h`.
__attribute__((visibility("default"))) const ctorch_table *_Nonnull ctorch_get_table(void);
