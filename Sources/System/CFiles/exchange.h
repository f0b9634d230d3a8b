// What the C library has behind a macro that Swift does not set, or under another name on each system.
#pragma once

#ifdef __linux__
#include <fcntl.h>
#include <sys/syscall.h>
#include <unistd.h>

/// Lets two paths of one file system trade their files or folders in one step; 0, or -1 with errno.
static inline int exchange_paths(const char *one, const char *other) {
  return (int)syscall(SYS_renameat2, AT_FDCWD, one, AT_FDCWD, other, 2 /* RENAME_EXCHANGE */);
}
#else
#include <stdio.h>

static inline int exchange_paths(const char *one, const char *other) {
  return renamex_np(one, other, RENAME_SWAP);
}
#endif
