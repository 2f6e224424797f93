import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url))

/** Tests run against the sources, not against what was built. */
const alias = {
  '@rtnl/codec': path('packages/codec/src/index.ts'),
  '@rtnl/families': path('packages/families/src/index.ts'),
  '@rtnl/capture': path('packages/capture/src/index.ts'),
  '@rtnl/client': path('packages/client/src/index.ts'),
  '@rtnl/cli': path('packages/cli/src/index.ts'),
  '@rtnl/node': path('adapters/node/src/index.ts'),
  rtnl: path('packages/rtnl/src/index.ts'),
}

/** Tests that start other programs: one file at a time, and they may take their time. */
const slow = ['test/kernel/**/*.test.ts', 'test/border/**/*.test.ts', 'test/package/**/*.test.ts']

export default defineConfig({
  test: {
    projects: [
      {
        resolve: { alias },
        test: { name: 'plain', include: ['test/**/*.test.ts'], exclude: slow, sequence: { groupOrder: 0 } },
      },
      {
        resolve: { alias },
        test: {
          name: 'slow',
          include: slow,
          testTimeout: 30_000,
          hookTimeout: 30_000,
          fileParallelism: false,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
})
