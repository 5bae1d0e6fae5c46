// Loaded into the program by a test: USR2 becomes what CXRL_FAULT names.
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <stdexcept>

namespace {

void trap(int) { __builtin_trap(); }

void throwUncaught(int) { throw std::runtime_error("thrown on purpose"); }

__attribute__((constructor)) void install() {
    const char *name = std::getenv("CXRL_FAULT");
    if (!name) return;
    if (std::strcmp(name, "trap") == 0) std::signal(SIGUSR2, trap);
    if (std::strcmp(name, "exception") == 0) std::signal(SIGUSR2, throwUncaught);
}

}  // namespace
