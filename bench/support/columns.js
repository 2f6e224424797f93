/** The columns that everybody fills. */
export const FIELDS = /** @type {const} */ (['dst', 'dstLen', 'gateway', 'oif', 'priority', 'table'])

/** @typedef {import('@rtnl/codec').ColumnBatch<typeof FIELDS[number]>} Batch */

/** Adds a batch's sums to those before; a value that is absent counts as 0. */
export function addSums(/** @type {Record<string, number>} */ sums, /** @type {Batch} */ batch) {
  sums.n = (sums.n ?? 0) + batch.length
  for (const field of FIELDS) {
    let sum = sums[field] ?? 0
    for (const value of /** @type {Uint32Array} */ (batch.columns[field].values)) sum += value
    sums[field] = sum
  }
  return sums
}

/** The sums of batches. */
export const sumsOf = (/** @type {Batch[]} */ batches) =>
  batches.reduce(addSums, /** @type {Record<string, number>} */ ({}))
