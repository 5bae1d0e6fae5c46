/* ncurses for Swift, which neither sees macros with casts nor accepts mutable globals. */
#pragma once

#define NCURSES_WIDECHAR 1
#include <langinfo.h>
#include <locale.h>
#include <ncurses.h>
#include <wchar.h>

/* From <term.h>, which includes <termios.h>. */
extern char *tigetstr(const char *);
extern int tigetnum(const char *);
extern int tigetflag(const char *);

static const attr_t cxrl_bold = A_BOLD;
static const attr_t cxrl_underline = A_UNDERLINE;
static const attr_t cxrl_reverse = A_REVERSE;
static const attr_t cxrl_dim = A_DIM;
static const attr_t cxrl_italic = A_ITALIC;

static const mmask_t cxrl_mouse_events = BUTTON1_PRESSED | BUTTON1_RELEASED |
    BUTTON2_PRESSED | BUTTON2_RELEASED | BUTTON3_PRESSED | BUTTON3_RELEASED |
    BUTTON1_CLICKED | BUTTON2_CLICKED | BUTTON3_CLICKED |
    BUTTON4_PRESSED | BUTTON5_PRESSED | REPORT_MOUSE_POSITION;
static const mmask_t cxrl_left_pressed = BUTTON1_PRESSED;
static const mmask_t cxrl_left_released = BUTTON1_RELEASED;
static const mmask_t cxrl_left_clicked = BUTTON1_CLICKED;
static const mmask_t cxrl_middle_clicked = BUTTON2_CLICKED;
static const mmask_t cxrl_right_clicked = BUTTON3_CLICKED;
static const mmask_t cxrl_middle_pressed = BUTTON2_PRESSED;
static const mmask_t cxrl_middle_released = BUTTON2_RELEASED;
static const mmask_t cxrl_right_pressed = BUTTON3_PRESSED;
static const mmask_t cxrl_right_released = BUTTON3_RELEASED;
static const mmask_t cxrl_wheel_up = BUTTON4_PRESSED;
static const mmask_t cxrl_wheel_down = BUTTON5_PRESSED;
static const mmask_t cxrl_motion = REPORT_MOUSE_POSITION;

static inline WINDOW *cxrl_standard_window(void) { return stdscr; }
static inline int cxrl_color_count(void) { return COLORS; }
static inline int cxrl_pair_count(void) { return COLOR_PAIRS; }

/* Whether terminfo says that colour numbers are 0xRRGGBB. */
static inline int cxrl_is_direct(void) {
    const char *text = tigetstr("RGB");
    return tigetflag("RGB") > 0 || tigetnum("RGB") > 0 ||
        (text != (const char *)0 && text != (const char *)-1);
}

/* A capability's string, or NULL where the terminal has none of that name. */
static inline const char *cxrl_capability(const char *name) {
    const char *text = tigetstr(name);
    return text == (const char *)-1 ? (const char *)0 : text;
}

/* Puts one glyph with an optional mark; pairs beyond a short need the extra argument. */
static inline int cxrl_put(
    WINDOW *window, int y, int x, wchar_t glyph, wchar_t mark, attr_t attributes, int pair
) {
    wchar_t text[3] = {glyph, mark, 0};
    cchar_t cell;
    if (setcchar(&cell, text, attributes, 0, &pair) == ERR) return ERR;
    return mvwadd_wch(window, y, x, &cell);
}

/* Columns of a glyph in the current locale, -1 where it has none. */
static inline int cxrl_width(wchar_t glyph) {
    extern int wcwidth(wchar_t);
    return wcwidth(glyph);
}

static inline int cxrl_is_utf8(void) {
    const char *name = nl_langinfo(CODESET);
    return name && name[0] == 'U' && name[1] == 'T' && name[2] == 'F';
}
