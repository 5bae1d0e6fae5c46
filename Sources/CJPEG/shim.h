#pragma once

#include <setjmp.h>
#include <stddef.h>
#include <stdio.h>

#include <jerror.h>
#include <jpeglib.h>

/// Reading of a JPEG in memory, whole or not at all: libjpeg's errors end in a `longjmp`, which
/// must not cross Swift's frames, so each function here contains its own.

enum { CJPEG_MESSAGE_LENGTH = JMSG_LENGTH_MAX };

struct cjpeg_guard {
    struct jpeg_error_mgr manager;
    jmp_buf escape;
    char *message;
};

static inline void cjpeg_fail(j_common_ptr info) {
    struct cjpeg_guard *guard = (struct cjpeg_guard *)info->err;
    info->err->format_message(info, guard->message);
    longjmp(guard->escape, 1);
}

/// Damaged data is an error: libjpeg would fill what is missing with grey and go on.
static inline void cjpeg_warn(j_common_ptr info, int level) {
    if (level < 0 && info->err->msg_code != JWRN_EXTRANEOUS_DATA) cjpeg_fail(info);
}

static inline void cjpeg_install(
    struct jpeg_decompress_struct *info, struct cjpeg_guard *guard, char *message) {
    info->err = jpeg_std_error(&guard->manager);
    guard->manager.error_exit = cjpeg_fail;
    guard->manager.emit_message = cjpeg_warn;
    guard->message = message;
}

/// Reads the size and the number of components; 1, or 0 with `message`
/// (`CJPEG_MESSAGE_LENGTH` bytes) set.
static inline int cjpeg_measure(
    const unsigned char *bytes, size_t count, int *width, int *height, int *components,
    char *message) {
    struct jpeg_decompress_struct info;
    struct cjpeg_guard guard;
    cjpeg_install(&info, &guard, message);
    if (setjmp(guard.escape)) {
        jpeg_destroy_decompress(&info);
        return 0;
    }
    jpeg_create_decompress(&info);
    jpeg_mem_src(&info, (unsigned char *)bytes, (unsigned long)count);
    jpeg_read_header(&info, TRUE);
    *width = (int)info.image_width;
    *height = (int)info.image_height;
    *components = info.num_components;
    jpeg_destroy_decompress(&info);
    return 1;
}

/// Decodes into `pixels`, rows from the top without padding: one byte per pixel if `grey`, else
/// red, green and blue, for as many as `cjpeg_measure` found; 1, or 0 with `message` set.
static inline int cjpeg_decode(
    const unsigned char *bytes, size_t count, int grey, unsigned char *pixels, char *message) {
    struct jpeg_decompress_struct info;
    struct cjpeg_guard guard;
    cjpeg_install(&info, &guard, message);
    if (setjmp(guard.escape)) {
        jpeg_destroy_decompress(&info);
        return 0;
    }
    jpeg_create_decompress(&info);
    jpeg_mem_src(&info, (unsigned char *)bytes, (unsigned long)count);
    jpeg_read_header(&info, TRUE);
    info.out_color_space = grey ? JCS_GRAYSCALE : JCS_RGB;
    jpeg_start_decompress(&info);
    size_t stride = (size_t)info.output_width * (size_t)info.output_components;
    while (info.output_scanline < info.output_height) {
        JSAMPROW row = pixels + stride * info.output_scanline;
        jpeg_read_scanlines(&info, &row, 1);
    }
    jpeg_finish_decompress(&info);
    jpeg_destroy_decompress(&info);
    return 1;
}
