"""A live dump of the IPv4 routes with pyroute2: its fields read, its objects dropped; the time is multiplied by the argument, as there are so many
times fewer routes than others have. Speaks the lines of bench/support/serve.js."""
import json
import sys
import time
from socket import AF_INET

from pyroute2 import IPRoute


def number(text):
    sum = 0
    for part in text.split('.') if text else []:
        sum = sum * 256 + int(part)
    return sum


def once(ipr, sums):
    begin = time.monotonic()
    for route in ipr.get_routes(family=AF_INET):
        sums['n'] += 1
        sums['dst'] += number(route.get_attr('RTA_DST'))
        sums['dstLen'] += route['dst_len']
        sums['gateway'] += number(route.get_attr('RTA_GATEWAY'))
        sums['oif'] += route.get_attr('RTA_OIF') or 0
        sums['priority'] += route.get_attr('RTA_PRIORITY') or 0
        sums['table'] += route.get_attr('RTA_TABLE') or route['table']
    return {'ms': (time.monotonic() - begin) * 1000 * float(sys.argv[1]), 'sums': sums}


def zero():
    return dict.fromkeys(('n', 'dst', 'dstLen', 'gateway', 'oif', 'priority', 'table'), 0)


with IPRoute() as ipr:
    print(json.dumps({'sums': once(ipr, zero())['sums']}), flush=True)
    for _ in sys.stdin:
        print(json.dumps(once(ipr, zero())), flush=True)
