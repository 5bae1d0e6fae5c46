#pragma once

#include "CTorchInterface.h"

/// One declaration per function of the table; they are defined by subject in the other files.
namespace ctorch::functions {
#define FN(result, name, arguments) result name arguments;
CTORCH_FUNCTIONS(FN)
#undef FN
}  // namespace ctorch::functions
