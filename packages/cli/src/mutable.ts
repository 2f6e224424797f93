/** An object in the making: the members of `T`, to be assigned one by one. */
export type Mutable<T> = { -readonly [Key in keyof T]: T[Key] }
