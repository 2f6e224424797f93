/* load NAME FILE: loads an XDP program that lets all packets pass, and pins it in a bpf file system. Ends with the errno. */
#include <errno.h>
#include <linux/bpf.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

static int bpf(int command, union bpf_attr *attr) { return syscall(SYS_bpf, command, attr, sizeof(*attr)); }

static __u64 address(const void *of) { return (unsigned long)of; }

int main(int argc, char **argv)
{
  struct bpf_insn pass[] = {
    { .code = BPF_ALU64 | BPF_MOV | BPF_K, .dst_reg = BPF_REG_0, .imm = XDP_PASS },
    { .code = BPF_JMP | BPF_EXIT },
  };
  union bpf_attr load = {
    .prog_type = BPF_PROG_TYPE_XDP,
    .insns = address(pass),
    .insn_cnt = sizeof(pass) / sizeof(pass[0]),
    .license = address("MIT"),
  };
  union bpf_attr pin;
  int fd;

  if (argc != 3) return EINVAL;
  strncpy(load.prog_name, argv[1], sizeof(load.prog_name) - 1);
  fd = bpf(BPF_PROG_LOAD, &load);
  if (fd < 0) return errno;
  memset(&pin, 0, sizeof(pin));
  pin.pathname = address(argv[2]);
  pin.bpf_fd = fd;
  return bpf(BPF_OBJ_PIN, &pin) < 0 ? errno : 0;
}
