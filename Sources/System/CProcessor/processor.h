#pragma once
#include <stdbool.h>
#include <stdint.h>

/// Asks for the cache line of an address that will be read soon; an instruction that Swift has no name for.
/// Any address is allowed: nothing is read.
static inline void prefetch(uintptr_t address) { __builtin_prefetch((const void *)address); }

/// Whether the processor and the operating system have the instructions of the level x86-64-v3 that the kernels are
/// compiled for; those that are not asked for came with the same processors.
static inline bool hasKernelInstructions(void) {
#if defined(__x86_64__)
  return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") && __builtin_cpu_supports("bmi") &&
         __builtin_cpu_supports("bmi2");
#else
  return true;
#endif
}

/// Whether the processor and the operating system have the AVX-512 instructions of the level x86-64-v4.
static inline bool hasAVX512(void) {
#if defined(__x86_64__)
  return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
         __builtin_cpu_supports("avx512cd") && __builtin_cpu_supports("avx512dq") &&
         __builtin_cpu_supports("avx512vl");
#else
  return false;
#endif
}
