// Has Node load TypeScript and the packages' sources.
import { register } from 'node:module'

register('./node-hooks.js', import.meta.url)
