#include "Functions.h"
#include "CTorch.h"
#include "Support.h"

namespace {
const ctorch_table table = {
#define FN(result, name, arguments) &ctorch::functions::name,
    CTORCH_FUNCTIONS(FN)
#undef FN
};
}  // namespace

extern "C" const ctorch_table *_Nonnull ctorch_get_table(void) {
  ctorch::doing(ctorch::forbid_tf32);
  return &table;
}

extern "C" const char *_Nonnull ctorch_get_layout(void) { return ctorch_layout(); }
