export * from './uapi/index.ts'
export * as uapi from './uapi/index.ts'
