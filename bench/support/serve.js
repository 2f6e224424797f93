// What a contender's program says: a line of JSON when it is ready, `{ "sums": {…} }`; then for each line that it reads it does the work once, and answers with a
// line of JSON, `{ "ms": 12.3, … }`, which may have `sums` again. bench/peers/serve.h is the same in C. It ends when its input does.
import { createInterface } from 'node:readline'

/**
 * @param {import('./row.js').Sums} sums what its warm-up found
 * @param {() => import('./row.js').Sample | Promise<import('./row.js').Sample>} once
 */
export async function serve(sums, once) {
  console.log(JSON.stringify({ sums }))
  for await (const _ of createInterface({ input: process.stdin })) console.log(JSON.stringify(await once()))
  process.exit()
}

/** Does `work` so many times, one right behind the other, and returns the median of what it took. */
export function passes(/** @type {number} */ times, /** @type {() => void} */ work) {
  const took = []
  for (let i = 0; i < times; i++) {
    const begin = performance.now()
    work()
    took.push(performance.now() - begin)
  }
  return took.sort((a, b) => a - b)[times >> 1] ?? 0
}
