/* Signal handlers. They are C because a handler may call nothing but async-signal-safe functions,
 * which compiled Swift does not promise. The state lives in one object file: inline functions of a
 * header would give every Swift object that they end up in a state of its own. */
#pragma once

/* Installs the handler of a signal that asks for something, or of a fault; once. */
void cxrl_install(int number, int is_fault);

/* Puts back the handlers that were there before. */
void cxrl_uninstall_all(void);

/* Whether the signal came and was not taken. */
int cxrl_has_signal(int number);

/* Whether the signal came since the last call. */
int cxrl_take_signal(int number);

/* Which descriptors the handlers use: the wake pipe, the terminal, the log (or -1), the error
 * output from before (or -1), and /dev/null. */
void cxrl_set_descriptors(int wake, int terminal, int log, int saved_error, int nothing);

/* From now on a fault or exit puts the terminal back into the mode given (a struct termios of that
 * size), after these bytes. */
void cxrl_arm(const void *original, int size, const char *farewell, int length);

/* From now on the terminal is left as it is. */
void cxrl_disarm(void);

/* `exit` leaves the terminal whole too. */
void cxrl_install_exit_handler(void);
