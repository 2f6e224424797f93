import { afterEach, beforeEach, describe, test } from 'vitest'
import { inside } from './inside.ts'
import { createNamespace, type Namespace } from './namespace.ts'

// What each of them checks stands in `bodies/client-*.ts`: they run inside the namespace, so that an ordinary user can run them.

let namespace: Namespace
beforeEach(async () => {
  namespace = await createNamespace()
})
afterEach(() => namespace.close())

const run = (module: string, name: string) => inside(namespace, `client-${module}`, name)

describe.each(['link', 'addr', 'route', 'neigh', 'rule'])('%s', (module) => {
  test('add, get, list, monitor, change, delete: ip sees it', () => run(module, 'life'))
  test('what was listed is taken back as it is', () => run(module, 'handBack'))
})

test('a thousand look-ups at a time, and the filters of routes', () => run('route', 'lookups'))
test('the filters of links', () => run('link', 'filters'))
test('a monitor sees each change that ip makes, in order', () => run('monitor', 'everything'))
test('errors say which link', () => run('link', 'refusals'))
