// The core: bytes -> tape, bytes -> columns. It sees bytes only: it knows no socket and no family, allocates nothing, and answers with status codes.
export { walkAttributes } from './attributes'
export { bitmap, fill, take } from './columns'
export { select } from './select'
export { addShape, clearShapes, findShape } from './shapes'
export { walk } from './walk'
