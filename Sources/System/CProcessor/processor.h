#pragma once
#include <stdbool.h>
#include <stdint.h>

typedef float Floats8 __attribute__((ext_vector_type(8)));
typedef float Floats16 __attribute__((ext_vector_type(16)));
typedef int32_t Integers8 __attribute__((ext_vector_type(8)));
typedef int32_t Integers16 __attribute__((ext_vector_type(16)));

/// For every lane the number of a table of eight that the lane's index, 0...7, says: one instruction where there is one.
static inline Floats8 chosen8(Floats8 table, Integers8 index) {
#if defined(__AVX2__)
  return __builtin_ia32_permvarsf256(table, index);
#else
  Floats8 chosen;
  for (int lane = 0; lane < 8; lane++) chosen[lane] = table[index[lane] & 7];
  return chosen;
#endif
}

/// a b + c, rounded once. What Swift makes of its own operation is cut into halves where the compiler sees some use in it.
static inline Floats8 fused8(Floats8 a, Floats8 b, Floats8 c) { return __builtin_elementwise_fma(a, b, c); }

/// The smaller number of each lane; a vector's comparisons are loops over lanes in Swift.
static inline Floats8 smaller8(Floats8 a, Floats8 b) { return __builtin_elementwise_min(a, b); }

#if defined(__AVX512F__)
/// The same for sixteen lanes, with a table of eight that is written twice.
static inline Floats16 chosen16(Floats16 table, Integers16 index) {
  return __builtin_ia32_permvarsf512(table, index);
}

/// a b + c, rounded once.
static inline Floats16 fused16(Floats16 a, Floats16 b, Floats16 c) { return __builtin_elementwise_fma(a, b, c); }

/// The smaller number of each lane.
static inline Floats16 smaller16(Floats16 a, Floats16 b) { return __builtin_elementwise_min(a, b); }
#endif

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
