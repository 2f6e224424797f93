import type { Context, ObjectModule } from './context.ts'
import { UsageError } from './errors.ts'
import { help } from './help.ts'
import { matches, Words } from './words.ts'

/** The objects in the order in which an abbreviation is tried; each is loaded when it is named. */
const OBJECTS: readonly (readonly [name: string, load: () => Promise<ObjectModule>])[] = [
  ['address', () => import('./addr/index.ts')],
  ['route', () => import('./route/index.ts')],
  ['rule', () => import('./rule/index.ts')],
  ['neighbor', () => import('./neigh/index.ts')],
  ['neighbour', () => import('./neigh/index.ts')],
  ['link', () => import('./link/index.ts')],
  ['monitor', () => import('./monitor/index.ts')],
  ['decode', () => import('./decode/index.ts')],
]

const loaded = new Map<string, ObjectModule>()

/** The object that a word names or abbreviates, if it was loaded before. */
export function loadedObject(word: string): ObjectModule | undefined {
  const name = OBJECTS.find(([known]) => matches(word, known))?.[0]
  return name === undefined ? undefined : loaded.get(name)
}

/** The object that a word names or abbreviates; undefined if it names none. */
export async function loadObject(word: string): Promise<ObjectModule | undefined> {
  const [name, load] = OBJECTS.find(([known]) => matches(word, known)) ?? []
  if (name === undefined || load === undefined) return undefined
  const object = await load()
  loaded.set(name, object)
  return object
}

/** Runs a command: an object, and the words for it. Throws `UsageError`. */
export async function runCommand(context: Context, [word, ...words]: readonly string[]): Promise<void> {
  if (word === undefined) throw new UsageError('an object is missing, try "rtnl help"')
  const object = await loadObject(word)
  if (object !== undefined) return object.run(context, new Words(words))
  if (matches(word, 'help')) return context.out.write(help)
  throw new UsageError(`object "${word}" is unknown, try "rtnl help"`)
}
