#pragma once
#include <stdint.h>

/// Asks for the cache line of an address that will be read soon; the one instruction that Swift has no name for.
/// Any address is allowed: nothing is read.
static inline void prefetch(uintptr_t address) { __builtin_prefetch((const void *)address); }
