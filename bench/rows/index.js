// The rows of the table of targets, in its order, and behind them what is measured by name only.
import add from './add.js'
import burst from './burst.js'
import capture from './capture.js'
import columns from './columns.js'
import decode from './decode.js'
import links from './links.js'
import live from './live.js'
import objects from './objects.js'
import query from './query.js'
import shapes from './shapes.js'
import size from './size.js'
import start from './start.js'
import stream from './stream.js'

/** @type {readonly import('../support/row.js').Row[]} */
export const rows = [columns, objects, links, live, stream, query, add, burst, start, size, capture, decode, shapes]
