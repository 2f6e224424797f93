"""How the vectors are taken: dumps from a socket, requests from ip(8) through strace, and from ip(8) with its send() replaced."""

import json
import os
import re
import shlex
import socket
import struct
import subprocess
import tempfile

NETLINK_ROUTE = 0
SOL_NETLINK = 270
NETLINK_ADD_MEMBERSHIP, NETLINK_EXT_ACK, NETLINK_GET_STRICT_CHK = 1, 11, 12
NLM_F_REQUEST, NLM_F_MULTI, NLM_F_ACK, NLM_F_DUMP, NLM_F_EXCL, NLM_F_CREATE = 1, 2, 4, 0x300, 0x200, 0x400
NLMSG_ERROR, NLMSG_DONE = 2, 3
HERE = os.path.dirname(os.path.abspath(__file__))
VECTORS = os.path.join(os.path.dirname(HERE), 'vectors')


def attribute(kind, payload):
    """One attribute with its padding."""
    return struct.pack('=HH', 4 + len(payload), kind) + payload + bytes(-len(payload) % 4)


def messages(datagram):
    """The messages of a datagram, each cut to its own length. ip(8) sends some requests with zeros behind them."""
    at = 0
    while at + 16 <= len(datagram):
        (length,) = struct.unpack_from('=I', datagram, at)
        if length < 16:
            return
        yield datagram[at : at + length]
        at += (length + 3) & ~3


def kind_of(message):
    return struct.unpack_from('=H', message, 4)[0]


class Socket:
    def __init__(self, groups=()):
        self.socket = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, NETLINK_ROUTE)
        self.socket.bind((0, 0))
        self.socket.setsockopt(SOL_NETLINK, NETLINK_EXT_ACK, 1)
        self.socket.setsockopt(SOL_NETLINK, NETLINK_GET_STRICT_CHK, 1)
        for group in groups:
            self.socket.setsockopt(SOL_NETLINK, NETLINK_ADD_MEMBERSHIP, group)
        self.seq = 0

    def send(self, kind, flags, payload):
        self.seq += 1
        message = struct.pack('=IHHII', 16 + len(payload), kind, NLM_F_REQUEST | flags, self.seq, 0) + payload
        self.socket.send(message)
        return message

    def dump(self, kind, payload):
        """All messages of a dump but NLMSG_DONE."""
        self.send(kind, NLM_F_DUMP, payload)
        found = []
        while True:
            for message in messages(self.socket.recv(1 << 20)):
                if kind_of(message) in (NLMSG_ERROR, NLMSG_DONE):
                    (error,) = struct.unpack_from('=i', message, 16)
                    if error:
                        raise OSError(-error, os.strerror(-error), f'dump of type {kind}')
                    return found
                found.append(message)

    def request(self, kind, flags, payload):
        """The request as sent and its answers but the ack. Raises what the kernel refused."""
        sent = self.send(kind, flags | NLM_F_ACK, payload)
        found = []
        while True:
            for message in messages(self.socket.recv(1 << 20)):
                if kind_of(message) == NLMSG_ERROR:
                    (error,) = struct.unpack_from('=i', message, 16)
                    if error:
                        raise OSError(-error, os.strerror(-error), sent.hex())
                    return sent, found
                found.append(message)

    def queued(self):
        """What has come in for the groups."""
        found = []
        try:
            while True:
                found += messages(self.socket.recv(1 << 20, socket.MSG_DONTWAIT))
        except BlockingIOError:
            return found


def run(command, **options):
    return subprocess.run(shlex.split(command), capture_output=True, text=True, **options)


def must(command):
    done = run(command)
    if done.returncode:
        raise SystemExit(f'{command}: {done.stderr}')
    return done.stdout


# " | 00010  02 18 00 00 01 00 00 00  08 00 02 00 c0 00 02 01  ................ |"
LINE = re.compile(r'^ \| [0-9a-f]{5}  ([0-9a-f ]{49})')


def traced(command):
    """Every netlink message that a command sends, and what came of it."""
    with tempfile.NamedTemporaryFile('r', suffix='.strace') as log:
        done = run(f'strace -f -e trace=sendmsg,sendto -e write=all -e abbrev=all -o {log.name} {command}', timeout=20)
        sent = []
        for line in log:
            data = LINE.match(line)
            if data:
                sent[-1] += bytes.fromhex(data.group(1).replace(' ', ''))
            elif re.match(r'^(?:\d+ +)?(sendmsg|sendto|send)\(', line):
                sent.append(b'')
    return done, [message for datagram in sent for message in messages(datagram)]


class Requests:
    """The requests that ip(8) and bridge(8) make."""

    def __init__(self, types):
        self.types = types
        self.vectors = []

    def __call__(self, command):
        """Runs the command. A refusal of the kernel is kept: the bytes are an independent encoder's all the same."""
        done, sent = traced(command)
        self.keep(command, [m for m in sent if kind_of(m) in self.types], done)

    def keep(self, command, found, done, **more):
        if not found:
            raise SystemExit(f'{command}: no request was seen: {done.stderr}')
        for message in found:
            vector = {'command': command, 'hex': message.hex(), **more}
            if done.returncode and not more:
                vector['refused'] = done.stderr.strip()
            self.vectors.append(vector)


class Shim:
    """ip(8) with its send() replaced by one that writes to a file: what the command would send never reaches the kernel.

    Beside the replaced send() the process has no rights: the kernel refuses an RTM_NEW* without CAP_NET_ADMIN before it reads it."""

    def __init__(self, folder):
        self.folder = folder
        os.chmod(folder, 0o777)
        self.library = os.path.join(folder, 'shim.so')
        self.file = os.path.join(folder, 'sent')
        subprocess.run(['gcc', '-shared', '-fPIC', '-o', self.library, os.path.join(HERE, 'shim.c')], check=True)
        # A harmless command first, so that a shim that does not work is seen before it matters.
        if not self('ip route add 10.0.0.0/8 via 192.0.2.1')[1]:
            raise SystemExit('the shim does not work')

    def __call__(self, command):
        if os.path.exists(self.file):
            os.unlink(self.file)
        argv = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups', '--bounding-set=-all', '--inh-caps=-all', '--no-new-privs']
        argv += ['env', f'LD_PRELOAD={self.library}', f'SHIM_FILE={self.file}', *shlex.split(command)]
        done = subprocess.run(argv, capture_output=True, text=True, timeout=20)
        if done.returncode != 42 or not os.path.exists(self.file):
            raise SystemExit(f'{command}: {done.returncode}: {done.stderr}')
        with open(self.file, 'rb') as sent:
            return done, list(messages(sent.read()))


def steady(command, dump):
    """A dump, and what `command` printed around it: taken again if that changed, as ages in seconds do."""
    while True:
        before, found, after = must(command), dump(), must(command)
        if before == after:
            return {'messages': [m.hex() for m in found], 'ip': {'command': command, 'output': json.loads(after)}}


def links():
    """Names by index, as the vectors mean them."""
    return {str(link['ifindex']): link['ifname'] for link in json.loads(must('ip -j link show'))}


def write(path, **content):
    content = {
        'tool': must('ip -V').strip(),
        'kernel': os.uname().release,
        'links': links(),
        **content,
    }
    path = os.path.join(VECTORS, path)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, 'w') as file:
        json.dump(content, file, indent=2)
        file.write('\n')
    print(path, len(content.get('vectors', content.get('messages', []))))
