#pragma once

#include "CTorchInterface.h"

#ifdef __cplusplus
extern "C" {
#endif

/// The library's only exports: see `CTorchInterface.h`.
__attribute__((visibility("default"))) const ctorch_table *_Nonnull ctorch_get_table(void);
__attribute__((visibility("default"))) const char *_Nonnull ctorch_get_layout(void);

#ifdef __cplusplus
}
#endif
