// Runs one function of a module beside this one, whatever runtime reads it, and prints what it returns as a line of JSON. The process must then
// end by itself: `node --import test/sources/node.js run.js MODULE FUNCTION`.
const [, , module, name] = process.argv
const body = await import(new URL(`./${module}.ts`, import.meta.url).href)
const result = await body[/** @type {string} */ (name)]()
process.stdout.write(`${JSON.stringify(result ?? null)}\n`)
