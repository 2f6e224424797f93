/** Numbers the requests of one client: `nlmsg_seq`, never 0, which is what the kernel's own notifications bear. */
export class Sequence {
  #last = 0

  next(): number {
    this.#last = this.#last === 0xffffffff ? 1 : this.#last + 1
    return this.#last
  }
}
