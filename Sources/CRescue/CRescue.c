#include "CRescue.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <termios.h>
#include <unistd.h>

enum {
    cxrl_signal_limit = 64,
    cxrl_farewell_limit = 512,
    cxrl_tail_limit = 4096,
    cxrl_mode_limit = 256,
};

static struct {
    volatile sig_atomic_t raised[cxrl_signal_limit];
    volatile sig_atomic_t is_armed;
    int wake;
    int terminal;
    int log;
    off_t log_start;
    int saved_error;
    int nothing;
    _Alignas(16) char original[cxrl_mode_limit];
    int has_original;
    char farewell[cxrl_farewell_limit];
    int farewell_length;
    struct sigaction previous[cxrl_signal_limit];
    unsigned char is_installed[cxrl_signal_limit];
} cxrl_rescue = {.wake = -1, .terminal = -1, .log = -1, .saved_error = -1, .nothing = -1};

/* Writes all of it, also where the descriptor takes only a part at a time. */
static void cxrl_write_all(int descriptor, const char *bytes, long count) {
    while (count > 0) {
        ssize_t written = write(descriptor, bytes, (size_t)count);
        if (written > 0) {
            bytes += written;
            count -= written;
        } else if (written < 0 && errno != EINTR) {
            return;
        }
    }
}

/* For signals that ask for something: leaves a note and wakes the loop. */
static void cxrl_note_signal(int number) {
    int saved = errno;
    if (number < cxrl_signal_limit) cxrl_rescue.raised[number] = 1;
    if (cxrl_rescue.wake >= 0) {
        ssize_t ignored = write(cxrl_rescue.wake, "s", 1);
        (void)ignored;
    }
    errno = saved;
}

/* Leaves the terminal as it was found and shows the log's last bytes, which say what happened. */
static void cxrl_say_farewell(int shows_log) {
    if (!cxrl_rescue.is_armed) return;
    cxrl_rescue.is_armed = 0;
    cxrl_write_all(cxrl_rescue.terminal, cxrl_rescue.farewell, cxrl_rescue.farewell_length);
    if (cxrl_rescue.has_original) {
        const struct termios *mode = (const struct termios *)(const void *)cxrl_rescue.original;
        tcsetattr(cxrl_rescue.terminal, TCSANOW, mode);
    }
    if (cxrl_rescue.saved_error >= 0) dup2(cxrl_rescue.saved_error, 2);
    if (!shows_log || cxrl_rescue.log < 0) return;
    char tail[cxrl_tail_limit];
    off_t end = lseek(cxrl_rescue.log, 0, SEEK_END);
    off_t start = end - cxrl_tail_limit;
    if (start < cxrl_rescue.log_start) start = cxrl_rescue.log_start;
    ssize_t count = pread(cxrl_rescue.log, tail, sizeof tail, start);
    if (count > 0) cxrl_write_all(2, tail, count);
}

static const char *cxrl_fault_name(int number) {
    switch (number) {
    case SIGILL: return "SIGILL";
    case SIGTRAP: return "SIGTRAP";
    case SIGABRT: return "SIGABRT";
    case SIGBUS: return "SIGBUS";
    case SIGFPE: return "SIGFPE";
    case SIGSEGV: return "SIGSEGV";
    default: return "a fault";
    }
}

/* A fault that says nothing itself would leave a person without a reason. */
static void cxrl_say_reason(int number) {
    const char *parts[] = {
        "cxrl was ended by ", cxrl_fault_name(number),
        "; `cxrl train --resume` goes on with an unfinished run.\n",
    };
    for (int index = 0; index < 3; index++) {
        cxrl_write_all(2, parts[index], (long)strlen(parts[index]));
    }
}

/* For faults: restores the terminal, then lets the handler that was there before have it. */
static void cxrl_handle_fault(int number, siginfo_t *info, void *context) {
    (void)context;
    cxrl_say_farewell(1);
    cxrl_say_reason(number);
    /* A backtracer that finds a keyboard asks questions; it must not hang here. */
    if (cxrl_rescue.nothing >= 0) dup2(cxrl_rescue.nothing, 0);
    sigaction(number, &cxrl_rescue.previous[number], (struct sigaction *)0);
    /* A fault of the processor happens again on return, in its own context. */
    int repeats = info && info->si_code > 0 && number != SIGTRAP;
    if (repeats) return;
    raise(number);
    /* A backtracer returns, since it expects the fault to happen again. */
    signal(number, SIG_DFL);
    raise(number);
}

void cxrl_install(int number, int is_fault) {
    if (cxrl_rescue.is_installed[number]) return;
    struct sigaction action;
    memset(&action, 0, sizeof action);
    sigemptyset(&action.sa_mask);
    if (is_fault) {
        action.sa_sigaction = cxrl_handle_fault;
        action.sa_flags = SA_SIGINFO | SA_ONSTACK | SA_NODEFER;
    } else {
        action.sa_handler = cxrl_note_signal;
        action.sa_flags = SA_RESTART;
    }
    if (sigaction(number, &action, &cxrl_rescue.previous[number]) == 0) {
        cxrl_rescue.is_installed[number] = 1;
    }
}

void cxrl_uninstall_all(void) {
    for (int number = 1; number < cxrl_signal_limit; number++) {
        if (!cxrl_rescue.is_installed[number]) continue;
        sigaction(number, &cxrl_rescue.previous[number], (struct sigaction *)0);
        cxrl_rescue.is_installed[number] = 0;
    }
}

int cxrl_has_signal(int number) { return cxrl_rescue.raised[number]; }

int cxrl_take_signal(int number) {
    int was_raised = cxrl_rescue.raised[number];
    cxrl_rescue.raised[number] = 0;
    return was_raised;
}

void cxrl_set_descriptors(
    int wake, int terminal, int log, int saved_error, int nothing
) {
    cxrl_rescue.wake = wake;
    cxrl_rescue.terminal = terminal;
    cxrl_rescue.log = log;
    cxrl_rescue.log_start = log >= 0 ? lseek(log, 0, SEEK_END) : 0;
    cxrl_rescue.saved_error = saved_error;
    cxrl_rescue.nothing = nothing;
}

void cxrl_arm(const void *original, int size, const char *farewell, int length) {
    cxrl_rescue.has_original = size <= cxrl_mode_limit;
    if (cxrl_rescue.has_original) memcpy(cxrl_rescue.original, original, (size_t)size);
    if (length > cxrl_farewell_limit) length = cxrl_farewell_limit;
    memcpy(cxrl_rescue.farewell, farewell, (size_t)length);
    cxrl_rescue.farewell_length = length;
    cxrl_rescue.is_armed = 1;
}

void cxrl_disarm(void) { cxrl_rescue.is_armed = 0; }

static void cxrl_farewell_at_exit(void) { cxrl_say_farewell(0); }

void cxrl_install_exit_handler(void) {
    static int is_registered;
    if (!is_registered) is_registered = atexit(cxrl_farewell_at_exit) == 0;
}
