/* load TYPE NAME FILE: loads a program that lets all packets pass, and pins it in a bpf file system. Ends with the errno. */
#include <errno.h>
#include <linux/bpf.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

static const struct {
  const char *name;
  enum bpf_prog_type type;
  int pass;
} types[] = {
  { "xdp", BPF_PROG_TYPE_XDP, XDP_PASS },
  { "lwt_in", BPF_PROG_TYPE_LWT_IN, BPF_OK },
  { "lwt_out", BPF_PROG_TYPE_LWT_OUT, BPF_OK },
  { "lwt_xmit", BPF_PROG_TYPE_LWT_XMIT, BPF_OK },
  { "lwt_seg6local", BPF_PROG_TYPE_LWT_SEG6LOCAL, BPF_OK },
};

#define TYPES (sizeof(types) / sizeof(types[0]))

static int bpf(int command, union bpf_attr *attr) { return syscall(SYS_bpf, command, attr, sizeof(*attr)); }

static __u64 address(const void *of) { return (unsigned long)of; }

int main(int argc, char **argv)
{
  unsigned type = 0;
  int fd;

  if (argc != 4) return EINVAL;
  while (type < TYPES && strcmp(types[type].name, argv[1])) type++;
  if (type == TYPES) return EINVAL;

  struct bpf_insn pass[] = {
    { .code = BPF_ALU64 | BPF_MOV | BPF_K, .dst_reg = BPF_REG_0, .imm = types[type].pass },
    { .code = BPF_JMP | BPF_EXIT },
  };
  union bpf_attr load = {
    .prog_type = types[type].type,
    .insns = address(pass),
    .insn_cnt = sizeof(pass) / sizeof(pass[0]),
    .license = address("MIT"),
  };
  union bpf_attr pin;

  strncpy(load.prog_name, argv[2], sizeof(load.prog_name) - 1);
  fd = bpf(BPF_PROG_LOAD, &load);
  if (fd < 0) return errno;
  memset(&pin, 0, sizeof(pin));
  pin.pathname = address(argv[3]);
  pin.bpf_fd = fd;
  return bpf(BPF_OBJ_PIN, &pin) < 0 ? errno : 0;
}
