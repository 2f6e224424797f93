import { afterEach, beforeEach, test } from 'vitest'
import { inside } from './inside.ts'
import { createNamespace, type Namespace } from './namespace.ts'

let namespace: Namespace
beforeEach(async () => {
  namespace = await createNamespace()
})
afterEach(() => namespace.close())

test('columns of all families are what objects have, filtered or not', () =>
  inside(namespace, 'client-columns', 'everything'))
