// The program and the libraries that the dynamic linker has loaded.
#pragma once

#ifdef __linux__
#include <link.h>
#include <stddef.h>

/// The path of the loaded file of this number, the program's own being empty; NULL where there are no more.
static inline const char *loaded_file(int number) {
  struct link_map *map = _r_debug.r_map;
  while (map && number-- > 0) map = map->l_next;
  return map ? map->l_name : NULL;
}
#else
#include <mach-o/dyld.h>

static inline const char *loaded_file(int number) { return _dyld_get_image_name((unsigned)number); }
#endif
