// The core: bytes -> tape. It sees bytes only: it knows no socket and no family, allocates nothing, and answers with status codes.
export { walkAttributes } from './attributes'
export { addShape, clearShapes, findShape } from './shapes'
export { walk } from './walk'
