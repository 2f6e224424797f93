/* Makes a CAN controller (slcan) of a pseudo terminal, and keeps it until its standard input ends. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

enum { LINE_DISCIPLINE_SLCAN = 17 };

int main(void)
{
  int discipline = LINE_DISCIPLINE_SLCAN;
  int master = posix_openpt(O_RDWR | O_NOCTTY);
  if (master < 0 || grantpt(master) < 0 || unlockpt(master) < 0)
    return perror("pty"), 1;
  int slave = open(ptsname(master), O_RDWR | O_NOCTTY);
  struct termios raw;
  if (slave < 0 || tcgetattr(slave, &raw) < 0)
    return perror("pts"), 1;
  cfmakeraw(&raw);
  if (tcsetattr(slave, TCSANOW, &raw) < 0 || ioctl(slave, TIOCSETD, &discipline) < 0)
    return perror("slcan"), 1;
  puts("ready");
  fflush(stdout);
  getchar();
  return 0;
}
