#pragma once
#include <sqlite3.h>

// Swift cannot see SQLITE_TRANSIENT, which makes SQLite copy what is bound.

static inline int cxrl_sqlite_bind_text(sqlite3_stmt *statement, int index, const char *text,
                                        int length) {
    return sqlite3_bind_text(statement, index, text, length, SQLITE_TRANSIENT);
}
