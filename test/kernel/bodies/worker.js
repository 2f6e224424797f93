// As run.js, in a worker: `workerData` is the module and the function.
import { parentPort, workerData } from 'node:worker_threads'

const [module, name] = workerData
const body = await import(new URL(`./${module}.ts`, import.meta.url).href)
parentPort?.postMessage(await body[name]())
