/* How the programs in C speak with the bench: bench/support/serve.js says it. */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1e3 + t.tv_nsec / 1e6;
}

/* Whether it is to do the work once more. */
__attribute__((unused)) static int asked(void) {
  int c;
  fflush(stdout);
  while ((c = getchar()) != EOF)
    if (c == '\n') return 1;
  return 0;
}

static int ascending(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

/* The median of what `times` runs take. */
__attribute__((unused)) static double passes(int times, void (*once)(void)) {
  double *took = calloc(times, sizeof *took);
  for (int i = 0; i < times; i++) {
    double begin = now();
    once();
    took[i] = now() - begin;
  }
  qsort(took, times, sizeof *took, ascending);
  double median = took[times / 2];
  free(took);
  return median;
}

/* A file in memory. */
__attribute__((unused)) static unsigned char *file(const char *path, size_t *length) {
  FILE *in = fopen(path, "rb");
  if (!in) perror(path), exit(1);
  fseek(in, 0, SEEK_END), *length = ftell(in), rewind(in);
  unsigned char *bytes = aligned_alloc(4096, (*length + 8191) & ~4095ul);
  if (fread(bytes, 1, *length, in) != *length) perror(path), exit(1);
  fclose(in);
  return bytes;
}
